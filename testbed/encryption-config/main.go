// Command encryption-config says whether an API server takes an EncryptionConfiguration: a JSON line in, a JSON line out.
//
// Files are decoded, validated and made into transformers by the API server's own code, as at its start. No KMS plugin is
// called: where the client of KMS v2 was made without error, a stub that answers nothing stands in its place.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"k8s.io/apiserver/pkg/server/options/encryptionconfig"
	envelopekmsv2 "k8s.io/apiserver/pkg/storage/value/encrypt/envelope/kmsv2"
	utilfeature "k8s.io/apiserver/pkg/util/feature"
	"k8s.io/klog/v2"
	kmsservice "k8s.io/kms/pkg/service"
)

// A line may hold a large file: bytes.
const lineBytesMax = 64 << 20

// question is one line of input.
type question struct {
	// File is the content of the file.
	File []byte `json:"file"`
	// Reload says whether --encryption-provider-config-automatic-reload is on.
	Reload bool `json:"reload"`
}

// answer is one line of output.
type answer struct {
	Accepted bool `json:"accepted"`
	// Panicked says whether the API server's code broke, which ends it.
	Panicked bool `json:"panicked,omitempty"`
	// Error is the API server's own, which may quote the file.
	Error string `json:"error,omitempty"`
}

// silent answers nothing; what asks it keeps trying until its context ends.
type silent struct{}

var errSilent = errors.New("no plugin is called")

func (silent) Decrypt(context.Context, string, *kmsservice.DecryptRequest) ([]byte, error) {
	return nil, errSilent
}

func (silent) Encrypt(context.Context, string, []byte) (*kmsservice.EncryptResponse, error) {
	return nil, errSilent
}

func (silent) Status(context.Context) (*kmsservice.StatusResponse, error) {
	return nil, errSilent
}

func silentService(ctx context.Context, endpoint, name string, timeout time.Duration) (kmsservice.Service, error) {
	if _, err := envelopekmsv2.NewGRPCService(ctx, endpoint, name, timeout); err != nil {
		return nil, err
	}
	return silent{}, nil
}

func main() {
	gates := flag.String("feature-gates", "", "as of kube-apiserver")
	flag.Parse()
	silenceLogs()
	encryptionconfig.EnvelopeKMSv2ServiceFactory = silentService
	if err := serve(*gates, os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// silenceLogs keeps the libraries' words about what they refuse off standard error.
func silenceLogs() {
	flags := flag.NewFlagSet("klog", flag.ContinueOnError)
	klog.InitFlags(flags)
	_ = flags.Set("logtostderr", "false")
	_ = flags.Set("stderrthreshold", "FATAL")
	klog.SetOutput(io.Discard)
}

func serve(gates string, in io.Reader, out io.Writer) error {
	if err := utilfeature.DefaultMutableFeatureGate.Set(gates); err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "encryption-config-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 0, 1<<20), lineBytesMax)
	answers := json.NewEncoder(out)
	for lines.Scan() {
		var asked question
		if err := json.Unmarshal(lines.Bytes(), &asked); err != nil {
			return err
		}
		if err := answers.Encode(ask(filepath.Join(folder, "config"), asked)); err != nil {
			return err
		}
	}
	return lines.Err()
}

func ask(path string, asked question) (told answer) {
	if err := os.WriteFile(path, asked.File, 0o600); err != nil {
		return answer{Error: err.Error()}
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	defer func() {
		if broke := recover(); broke != nil {
			told = answer{Panicked: true, Error: fmt.Sprint(broke)}
		}
	}()
	if _, err := encryptionconfig.LoadEncryptionConfig(ctx, path, asked.Reload, "testbed"); err != nil {
		return answer{Error: err.Error()}
	}
	return answer{Accepted: true}
}
