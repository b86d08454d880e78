// Runs etcd, kube-apiserver or kube-controller-manager, named by the first argument, until standard input closes.
package main

import (
	"io"
	"log"
	"os"
	"time"

	"go.etcd.io/etcd/server/v3/etcdmain"
	encryption "k8s.io/apiserver/pkg/server/options/encryptionconfig/controller"
	"k8s.io/component-base/cli"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	controllermanager "k8s.io/kubernetes/cmd/kube-controller-manager/app"
)

// endWithParent ends the process when standard input closes: it is a pipe from the tests, which closes however they die.
// Who holds the data takes the cluster's folder along, since nobody else is left to do it.
func endWithParent(folder string) {
	_, _ = io.Copy(io.Discard, os.Stdin)
	if folder != "" {
		_ = os.RemoveAll(folder)
	}
	os.Exit(0)
}

// reloadEvery sets how often the API server looks at its EncryptionConfiguration: upstream leaves it open for tests, and
// a minute, which it is otherwise, would be most of a test's time.
func reloadEvery(period string) {
	if period == "" {
		return
	}
	duration, err := time.ParseDuration(period)
	if err != nil || duration <= 0 {
		log.Fatalf("TESTBED_RELOAD_EVERY is %q: name a duration", period)
	}
	encryption.EncryptionConfigFileChangePollDuration = duration
}

func main() {
	if len(os.Args) < 2 {
		log.Fatal("name etcd, kube-apiserver or kube-controller-manager")
	}
	role := os.Args[1]
	os.Args = os.Args[1:]
	switch role {
	case "etcd":
		go endWithParent(os.Getenv("TESTBED_FOLDER"))
		etcdmain.Main(os.Args)
	case "kube-apiserver":
		go endWithParent("")
		reloadEvery(os.Getenv("TESTBED_RELOAD_EVERY"))
		os.Exit(cli.Run(apiserver.NewAPIServerCommand()))
	case "kube-controller-manager":
		go endWithParent("")
		os.Exit(cli.Run(controllermanager.NewControllerManagerCommand()))
	default:
		log.Fatalf("%q is not one of etcd, kube-apiserver and kube-controller-manager", role)
	}
}
