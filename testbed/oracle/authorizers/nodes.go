// The Node authorizer's graph, filled by the handlers that Kubernetes itself registers with its informers.
package main

import (
	certificatesinformers "k8s.io/client-go/informers/certificates/v1"
	coreinformers "k8s.io/client-go/informers/core/v1"
	resourceinformers "k8s.io/client-go/informers/resource/v1"
	storageinformers "k8s.io/client-go/informers/storage/v1"
	"k8s.io/client-go/tools/cache"
	nodeauthorizer "k8s.io/kubernetes/plugin/pkg/auth/authorizer/node"
)

// nodeGraph is a graph and the handlers through which objects come into it.
type nodeGraph struct {
	graph       *nodeauthorizer.Graph
	pods        cache.ResourceEventHandler
	volumes     cache.ResourceEventHandler
	attachments cache.ResourceEventHandler
	slices      cache.ResourceEventHandler
}

func newNodeGraph() nodeGraph {
	var nodes, pods, volumes, attachments, slices, requests recorder
	graph := nodeauthorizer.NewGraph()
	nodeauthorizer.AddGraphEventHandlers(
		graph,
		nodeInformer{informer: &nodes},
		podInformer{informer: &pods},
		volumeInformer{informer: &volumes},
		attachmentInformer{informer: &attachments},
		sliceInformer{informer: &slices},
		certificateInformer{informer: &requests},
	)
	return nodeGraph{graph, pods.handler, volumes.handler, attachments.handler, slices.handler}
}

// recorder is an informer that only keeps the handler it is given.
type recorder struct {
	cache.SharedIndexInformer
	handler cache.ResourceEventHandler
}

func (r *recorder) AddEventHandler(handler cache.ResourceEventHandler) (cache.ResourceEventHandlerRegistration, error) {
	r.handler = handler
	return synced{}, nil
}

type synced struct {
	cache.ResourceEventHandlerRegistration
}

func (synced) HasSynced() bool { return true }

type nodeInformer struct {
	coreinformers.NodeInformer
	informer cache.SharedIndexInformer
}

type podInformer struct {
	coreinformers.PodInformer
	informer cache.SharedIndexInformer
}

type volumeInformer struct {
	coreinformers.PersistentVolumeInformer
	informer cache.SharedIndexInformer
}

type attachmentInformer struct {
	storageinformers.VolumeAttachmentInformer
	informer cache.SharedIndexInformer
}

type sliceInformer struct {
	resourceinformers.ResourceSliceInformer
	informer cache.SharedIndexInformer
}

type certificateInformer struct {
	certificatesinformers.PodCertificateRequestInformer
	informer cache.SharedIndexInformer
}

func (i nodeInformer) Informer() cache.SharedIndexInformer        { return i.informer }
func (i podInformer) Informer() cache.SharedIndexInformer         { return i.informer }
func (i volumeInformer) Informer() cache.SharedIndexInformer      { return i.informer }
func (i attachmentInformer) Informer() cache.SharedIndexInformer  { return i.informer }
func (i sliceInformer) Informer() cache.SharedIndexInformer       { return i.informer }
func (i certificateInformer) Informer() cache.SharedIndexInformer { return i.informer }
