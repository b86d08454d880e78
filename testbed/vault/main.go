// Runs Vault's own core in memory, unsealed, with transit, AppRole and certificate login, until standard input closes.
package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/vault/builtin/credential/approle"
	"github.com/hashicorp/vault/builtin/credential/cert"
	"github.com/hashicorp/vault/builtin/logical/transit"
	vaulthttp "github.com/hashicorp/vault/http"
	"github.com/hashicorp/vault/sdk/helper/consts"
	"github.com/hashicorp/vault/sdk/logical"
	"github.com/hashicorp/vault/sdk/physical/inmem"
	"github.com/hashicorp/vault/vault"
)

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

// noPlugins is asked for plugins by name before the core's own backends are.
type noPlugins struct{}

func (noPlugins) Contains(string, consts.PluginType) bool { return false }
func (noPlugins) Get(string, consts.PluginType) (func() (interface{}, error), bool) {
	return nil, false
}
func (noPlugins) Keys(consts.PluginType) []string { return nil }
func (noPlugins) DeprecationStatus(string, consts.PluginType) (consts.DeprecationStatus, bool) {
	return consts.Supported, true
}

func startCore() (*vault.Core, string) {
	logger := hclog.New(&hclog.LoggerOptions{Level: hclog.Warn, Output: os.Stderr})
	core := must(vault.NewCore(&vault.CoreConfig{
		Physical:           must(inmem.NewInmem(nil, logger)),
		LogicalBackends:    map[string]logical.Factory{"transit": transit.Factory},
		CredentialBackends: map[string]logical.Factory{"approle": approle.Factory, "cert": cert.Factory},
		BuiltinRegistry:    noPlugins{},
		DisableMlock:       true,
		Logger:             logger,
	}))
	made := must(core.Initialize(context.Background(), &vault.InitParams{
		BarrierConfig:  &vault.SealConfig{SecretShares: 1, SecretThreshold: 1},
		RecoveryConfig: &vault.SealConfig{},
	}))
	if !must(vault.TestCoreUnseal(core, made.SecretShares[0])) {
		log.Fatal("Vault stays sealed")
	}
	return core, made.RootToken
}

// Arguments: certificate, key and client authority as PEM files. Prints address and root token as one line of JSON.
func main() {
	if len(os.Args) != 4 {
		log.Fatal("name certificate, key and client authority")
	}
	core, token := startCore()
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(must(os.ReadFile(os.Args[3])))
	settings := &tls.Config{
		Certificates: []tls.Certificate{must(tls.LoadX509KeyPair(os.Args[1], os.Args[2]))},
		ClientCAs:    pool,
		ClientAuth:   tls.VerifyClientCertIfGiven,
	}
	listener := must(net.Listen("tcp", "127.0.0.1:0"))
	server := &http.Server{Handler: vaulthttp.Handler.Handler(&vault.HandlerProperties{Core: core})}
	go func() { log.Fatal(server.Serve(tls.NewListener(listener, settings))) }()
	fmt.Println(string(must(json.Marshal(map[string]string{"address": listener.Addr().String(), "token": token}))))
	_, _ = io.Copy(io.Discard, os.Stdin)
}
