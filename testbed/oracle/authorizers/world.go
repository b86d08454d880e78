// A world: the objects that the authorizers look at, indexed the way an API server's informers hold them.
package main

import (
	"context"
	"encoding/json"
	"fmt"

	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	resourcev1 "k8s.io/api/resource/v1"
	storagev1 "k8s.io/api/storage/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apiserver/pkg/authentication/user"
	"k8s.io/apiserver/pkg/authorization/authorizer"
	"k8s.io/apiserver/pkg/authorization/authorizerfactory"
	"k8s.io/apiserver/pkg/authorization/union"
	rbaclisters "k8s.io/client-go/listers/rbac/v1"
	"k8s.io/client-go/tools/cache"
	"k8s.io/kubernetes/pkg/auth/nodeidentifier"
	nodeauthorizer "k8s.io/kubernetes/plugin/pkg/auth/authorizer/node"
	rbacauthorizer "k8s.io/kubernetes/plugin/pkg/auth/authorizer/rbac"
	"k8s.io/kubernetes/plugin/pkg/auth/authorizer/rbac/bootstrappolicy"
)

// world holds one cluster's objects.
type world struct {
	roles               cache.Indexer
	roleBindings        cache.Indexer
	clusterRoles        cache.Indexer
	clusterRoleBindings cache.Indexer
	nodes               nodeGraph
	shipped             *policy
	refused             []string
	// touchesShipped says that some given ClusterRole may change what shipped ones are made of.
	touchesShipped bool
	authorizer     authorizer.Authorizer
	// decider is the name of the authorizer that decided last.
	decider string
}

func newIndexer() cache.Indexer {
	return cache.NewIndexer(cache.MetaNamespaceKeyFunc, cache.Indexers{cache.NamespaceIndex: cache.MetaNamespaceIndexFunc})
}

func emptyWorld() *world {
	return &world{
		roles:               newIndexer(),
		roleBindings:        newIndexer(),
		clusterRoles:        newIndexer(),
		clusterRoleBindings: newIndexer(),
		nodes:               newNodeGraph(),
	}
}

// newWorld takes the objects that the API server's validation accepts, lets the aggregation controller fill aggregated
// roles, and sets the authorizers up in the order of --authorization-mode=Node,RBAC.
func newWorld(objects []json.RawMessage, bootstrap bool) (*world, error) {
	w := emptyWorld()
	if bootstrap {
		w.addShipped(shipped())
	}
	for _, raw := range objects {
		if err := w.add(raw); err != nil {
			return nil, err
		}
	}
	if err := w.aggregate(context.Background()); err != nil {
		return nil, err
	}
	chain, err := union.New(
		w.named("superuser", authorizerfactory.NewPrivilegedGroups(user.SystemPrivilegedGroup)),
		w.named("Node", nodeauthorizer.NewAuthorizer(w.nodes.graph, nodeidentifier.NewDefaultNodeIdentifier(), bootstrappolicy.NodeRules())),
		w.named("RBAC", rbacauthorizer.New(
			&rbacauthorizer.RoleGetter{Lister: rbaclisters.NewRoleLister(w.roles)},
			&rbacauthorizer.RoleBindingLister{Lister: rbaclisters.NewRoleBindingLister(w.roleBindings)},
			&rbacauthorizer.ClusterRoleGetter{Lister: rbaclisters.NewClusterRoleLister(w.clusterRoles)},
			&rbacauthorizer.ClusterRoleBindingLister{Lister: rbaclisters.NewClusterRoleBindingLister(w.clusterRoleBindings)},
		)),
	)
	w.authorizer = chain
	return w, err
}

// add takes one object; a later one of the same kind, namespace and name replaces an earlier one.
func (w *world) add(raw json.RawMessage) error {
	var kind metav1.TypeMeta
	if err := json.Unmarshal(raw, &kind); err != nil {
		return err
	}
	switch kind.APIVersion + " " + kind.Kind {
	case "rbac.authorization.k8s.io/v1 Role":
		return addValid(w, w.roles, raw, &rbacv1.Role{}, refuseRole)
	case "rbac.authorization.k8s.io/v1 ClusterRole":
		return addValid(w, w.clusterRoles, raw, &rbacv1.ClusterRole{}, refuseClusterRole)
	case "rbac.authorization.k8s.io/v1 RoleBinding":
		return addValid(w, w.roleBindings, raw, &rbacv1.RoleBinding{}, refuseRoleBinding)
	case "rbac.authorization.k8s.io/v1 ClusterRoleBinding":
		return addValid(w, w.clusterRoleBindings, raw, &rbacv1.ClusterRoleBinding{}, refuseClusterRoleBinding)
	case "v1 Pod":
		return feed(raw, &corev1.Pod{}, w.nodes.pods)
	case "v1 PersistentVolume":
		return feed(raw, &corev1.PersistentVolume{}, w.nodes.volumes)
	case "storage.k8s.io/v1 VolumeAttachment":
		return feed(raw, &storagev1.VolumeAttachment{}, w.nodes.attachments)
	case "resource.k8s.io/v1 ResourceSlice":
		return feed(raw, &resourcev1.ResourceSlice{}, w.nodes.slices)
	}
	return nil
}

// addValid decodes the object, gives it its defaults, and keeps it unless the API server's validation refuses it.
func addValid[T metav1.Object](w *world, to cache.Indexer, raw json.RawMessage, object T, refuse func(T) error) error {
	if err := json.Unmarshal(raw, object); err != nil {
		return err
	}
	if err := refuse(object); err != nil {
		w.refused = append(w.refused, fmt.Sprintf("%T %s/%s", object, object.GetNamespace(), object.GetName()))
		return nil
	}
	if role, isClusterRole := any(object).(*rbacv1.ClusterRole); isClusterRole && touchesShipped(role) {
		w.touchesShipped = true
	}
	return to.Add(object)
}

// feed hands the object to the handler that the Node authorizer registered for its kind.
func feed(raw json.RawMessage, object any, handler cache.ResourceEventHandler) error {
	if err := json.Unmarshal(raw, object); err != nil {
		return err
	}
	handler.OnAdd(object, true)
	return nil
}

// named is an authorizer that says in the world when it decided.
type named struct {
	authorizer.Authorizer
	name  string
	world *world
}

func (w *world) named(name string, inner authorizer.Authorizer) union.NamedAuthorizer {
	return union.NamedAuthorizer{AuthorizerName: name, Authorizer: &named{Authorizer: inner, name: name, world: w}}
}

func (n *named) Authorize(ctx context.Context, attributes authorizer.Attributes) (authorizer.Decision, string, error) {
	decision, reason, err := n.Authorizer.Authorize(ctx, attributes)
	if decision != authorizer.DecisionNoOpinion {
		n.world.decider = n.name
	}
	return decision, reason, err
}
