// Makes certificates: reads a JSON list of wishes from standard input, writes the PEM texts as a JSON list.
package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"log"
	"math/big"
	"net"
	"os"
	"time"
)

// A wish without Authority is for a new authority, otherwise for a certificate that it signs; a Request is for neither.
type wish struct {
	// The common name: for a client of Kubernetes, the user.
	User string `json:"user"`
	// The organizations: for a client of Kubernetes, the groups.
	Groups []string `json:"groups"`
	// Names and addresses of a server; none for a client.
	Hosts []string `json:"hosts"`
	// The authority that signs.
	Authority *pair `json:"authority"`
	// Asks for a certificate request (PKCS #10), for others to sign.
	Request bool `json:"request"`
}

// A pair is a certificate or a request, and its private key, each as PEM.
type pair struct {
	Certificate string `json:"certificate"`
	Key         string `json:"key"`
}

// Long enough for any test; a clock that is an hour off does no harm.
const (
	validBefore = time.Hour
	validAfter  = 7 * 24 * time.Hour
)

func template(w wish) (*x509.Certificate, error) {
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	if err != nil {
		return nil, err
	}
	now := time.Now()
	certificate := &x509.Certificate{
		SerialNumber:          serial,
		Subject:               pkix.Name{CommonName: w.User, Organization: w.Groups},
		NotBefore:             now.Add(-validBefore),
		NotAfter:              now.Add(validAfter),
		BasicConstraintsValid: true,
		IsCA:                  w.Authority == nil,
		KeyUsage:              x509.KeyUsageDigitalSignature,
	}
	if certificate.IsCA {
		certificate.KeyUsage |= x509.KeyUsageCertSign
		return certificate, nil
	}
	// etcd is a client of itself, so a server's certificate serves for both.
	certificate.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
	for _, host := range w.Hosts {
		certificate.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth}
		if address := net.ParseIP(host); address != nil {
			certificate.IPAddresses = append(certificate.IPAddresses, address)
		} else {
			certificate.DNSNames = append(certificate.DNSNames, host)
		}
	}
	return certificate, nil
}

// sign makes the certificate, signed by the wish's authority or by itself.
func sign(w wish, key *ecdsa.PrivateKey) ([]byte, error) {
	certificate, err := template(w)
	if err != nil {
		return nil, err
	}
	if w.Authority == nil {
		return x509.CreateCertificate(rand.Reader, certificate, certificate, &key.PublicKey, key)
	}
	authority, err := tls.X509KeyPair([]byte(w.Authority.Certificate), []byte(w.Authority.Key))
	if err != nil {
		return nil, err
	}
	parent, err := x509.ParseCertificate(authority.Certificate[0])
	if err != nil {
		return nil, err
	}
	return x509.CreateCertificate(rand.Reader, certificate, parent, &key.PublicKey, authority.PrivateKey)
}

func encode(kind string, der []byte) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}))
}

// grant makes a new key and what is wished for it.
func grant(w wish) (*pair, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	keyDER, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		return nil, err
	}
	granted := &pair{Key: encode("EC PRIVATE KEY", keyDER)}
	if w.Request {
		subject := pkix.Name{CommonName: w.User, Organization: w.Groups}
		request, err := x509.CreateCertificateRequest(rand.Reader, &x509.CertificateRequest{Subject: subject}, key)
		granted.Certificate = encode("CERTIFICATE REQUEST", request)
		return granted, err
	}
	certificate, err := sign(w, key)
	granted.Certificate = encode("CERTIFICATE", certificate)
	return granted, err
}

func main() {
	log.SetFlags(0)
	var wishes []wish
	if err := json.NewDecoder(os.Stdin).Decode(&wishes); err != nil {
		log.Fatal(err)
	}
	granted := make([]*pair, len(wishes))
	for index, w := range wishes {
		var err error
		if granted[index], err = grant(w); err != nil {
			log.Fatal(err)
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(granted); err != nil {
		log.Fatal(err)
	}
}
