// Command stored-values writes and reads values of etcd with the API server's own transformers: a JSON line in, a JSON line out.
//
// A KMS v2 plugin is a stub in this process: its key_id is the name of the socket, and it hides nothing.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apiserver/pkg/server/options/encryptionconfig"
	"k8s.io/apiserver/pkg/storage/value"
	"k8s.io/klog/v2"
	kmsservice "k8s.io/kms/pkg/service"
)

const (
	// A line may hold a large value: bytes.
	lineBytesMax = 64 << 20
	// How often a write is tried until the plugin was asked for its key.
	writesMax   = 200
	pauseBefore = 20 * time.Millisecond
)

// question is one line of input.
type question struct {
	// Config is the content of an EncryptionConfiguration.
	Config   []byte `json:"config"`
	Group    string `json:"group"`
	Resource string `json:"resource"`
	// Key is the etcd key.
	Key   string `json:"key"`
	Value []byte `json:"value"`
	// Write says whether Value is written, and not read.
	Write bool `json:"write"`
}

// answer is one line of output.
type answer struct {
	Value []byte `json:"value,omitempty"`
	Stale bool   `json:"stale"`
	// Error is the API server's own.
	Error string `json:"error,omitempty"`
}

// plugin turns bytes over.
type plugin struct{ keyID string }

func turned(bytes []byte) []byte {
	out := make([]byte, len(bytes))
	for i, b := range bytes {
		out[i] = ^b
	}
	return out
}

func (p plugin) Decrypt(_ context.Context, _ string, asked *kmsservice.DecryptRequest) ([]byte, error) {
	return turned(asked.Ciphertext), nil
}

func (p plugin) Encrypt(_ context.Context, _ string, data []byte) (*kmsservice.EncryptResponse, error) {
	return &kmsservice.EncryptResponse{Ciphertext: turned(data), KeyID: p.keyID}, nil
}

func (p plugin) Status(context.Context) (*kmsservice.StatusResponse, error) {
	return &kmsservice.StatusResponse{Version: "v2", Healthz: "ok", KeyID: p.keyID}, nil
}

func pluginOf(_ context.Context, endpoint, _ string, _ time.Duration) (kmsservice.Service, error) {
	return plugin{keyID: strings.TrimSuffix(filepath.Base(endpoint), ".sock")}, nil
}

func main() {
	klog.LogToStderr(false)
	klog.SetOutput(io.Discard)
	encryptionconfig.EnvelopeKMSv2ServiceFactory = pluginOf
	if err := serve(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serve(in io.Reader, out io.Writer) error {
	folder, err := os.MkdirTemp("", "stored-values-")
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

// ask takes a panic for an answer: the API server's code has one for a value of aescbc without a block.
func ask(path string, asked question) (told answer) {
	defer func() {
		if broke := recover(); broke != nil {
			told = answer{Error: fmt.Sprint("panic: ", broke)}
		}
	}()
	if err := os.WriteFile(path, asked.Config, 0o600); err != nil {
		return answer{Error: err.Error()}
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	config, err := encryptionconfig.LoadEncryptionConfig(ctx, path, false, "testbed")
	if err != nil {
		return answer{Error: "the configuration: " + err.Error()}
	}
	resource := schema.GroupResource{Group: asked.Group, Resource: asked.Resource}
	transformer := encryptionconfig.StaticTransformers(config.Transformers).TransformerForResource(resource)
	data := value.DefaultContext(asked.Key)
	// A plugin is first asked in the background.
	for try := 1; ; try++ {
		told = answer{}
		if asked.Write {
			told.Value, err = transformer.TransformToStorage(ctx, asked.Value, data)
		} else {
			told.Value, told.Stale, err = transformer.TransformFromStorage(ctx, asked.Value, data)
		}
		if err == nil {
			return told
		}
		if try == writesMax || !strings.Contains(err.Error(), "got unexpected nil transformer") {
			return answer{Error: err.Error()}
		}
		time.Sleep(pauseBefore)
	}
}
