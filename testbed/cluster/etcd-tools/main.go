// Runs etcd's own etcdctl or etcdutl, named by the first argument, as an administrator has them.
package main

import (
	"log"
	"os"

	"github.com/spf13/cobra"
	"go.etcd.io/etcd/etcdctl/v3/ctlv3"
	"go.etcd.io/etcd/etcdutl/v3/etcdutl"
)

func main() {
	if len(os.Args) < 2 {
		log.Fatal("name etcdctl or etcdutl")
	}
	tool := os.Args[1]
	os.Args = os.Args[1:]
	switch tool {
	case "etcdctl":
		ctlv3.MustStart()
	case "etcdutl":
		root := &cobra.Command{Use: "etcdutl"}
		root.AddCommand(etcdutl.NewSnapshotCommand())
		if root.Execute() != nil {
			os.Exit(1)
		}
	default:
		log.Fatalf("%q is neither etcdctl nor etcdutl", tool)
	}
}
