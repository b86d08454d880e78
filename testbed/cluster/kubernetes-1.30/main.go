// Runs kube-apiserver or kube-controller-manager, named by the first argument, until standard input closes.
package main

import (
	"io"
	"log"
	"os"

	"k8s.io/component-base/cli"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	controllermanager "k8s.io/kubernetes/cmd/kube-controller-manager/app"
)

// endWithParent ends the process when standard input closes: it is a pipe from the tests, which closes however they die.
func endWithParent() {
	_, _ = io.Copy(io.Discard, os.Stdin)
	os.Exit(0)
}

func main() {
	if len(os.Args) < 2 {
		log.Fatal("name kube-apiserver or kube-controller-manager")
	}
	role := os.Args[1]
	os.Args = os.Args[1:]
	go endWithParent()
	switch role {
	case "kube-apiserver":
		os.Exit(cli.Run(apiserver.NewAPIServerCommand()))
	case "kube-controller-manager":
		os.Exit(cli.Run(controllermanager.NewControllerManagerCommand()))
	default:
		log.Fatalf("%q is neither kube-apiserver nor kube-controller-manager", role)
	}
}
