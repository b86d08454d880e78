// Command authorizers answers access questions with Kubernetes' own authorizers: a JSON line in, a JSON line out.
//
// Each line of standard input is a world and requests to judge in it; each line of standard output holds the answers,
// in the order of the requests. Lines are answered in the order they came; several are worked on at once.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"

	"k8s.io/klog/v2"
)

// A line may hold a large world: bytes.
const lineBytesMax = 256 << 20

// question is one line of input.
type question struct {
	// Objects are Kubernetes objects as an API server would be given them; kinds that no authorizer looks at are ignored.
	Objects []json.RawMessage `json:"objects"`
	// Bootstrap says whether the policy that an API server creates when it starts is added.
	Bootstrap bool `json:"bootstrap"`
	// Requests to judge.
	Requests []request `json:"requests"`
}

// reply is one line of output.
type reply struct {
	// Refused names the objects that the API server's validation refuses, as KIND NAMESPACE/NAME; they are not in the world.
	Refused []string `json:"refused,omitempty"`
	// Answers stand in the order of the requests.
	Answers []answer `json:"answers"`
	// Error says why the line could not be answered.
	Error string `json:"error,omitempty"`
}

func main() {
	silenceLogs()
	if err := serve(os.Stdin, os.Stdout); err != nil {
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

func serve(in io.Reader, out io.Writer) error {
	pending := make(chan chan reply, 2*runtime.NumCPU())
	failed := make(chan error, 1)
	go func() {
		defer close(pending)
		lines := bufio.NewScanner(in)
		lines.Buffer(make([]byte, 1<<20), lineBytesMax)
		for lines.Scan() {
			line := append([]byte(nil), lines.Bytes()...)
			result := make(chan reply, 1)
			pending <- result
			go func() { result <- respond(line) }()
		}
		failed <- lines.Err()
	}()
	writer := bufio.NewWriterSize(out, 1<<20)
	encoder := json.NewEncoder(writer)
	for result := range pending {
		if err := encoder.Encode(<-result); err != nil {
			return err
		}
		// Whoever asks one line at a time waits for this one.
		if len(pending) == 0 {
			if err := writer.Flush(); err != nil {
				return err
			}
		}
	}
	if err := writer.Flush(); err != nil {
		return err
	}
	return <-failed
}

func respond(line []byte) reply {
	var asked question
	if err := json.Unmarshal(line, &asked); err != nil {
		return reply{Error: err.Error()}
	}
	built, err := newWorld(asked.Objects, asked.Bootstrap)
	if err != nil {
		return reply{Error: err.Error()}
	}
	answers := make([]answer, len(asked.Requests))
	for index := range asked.Requests {
		answers[index] = built.judge(&asked.Requests[index])
	}
	return reply{Refused: built.refused, Answers: answers}
}
