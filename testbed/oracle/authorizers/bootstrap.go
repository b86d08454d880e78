// The policy that an API server creates when it starts and finds nothing, its aggregated roles filled.
package main

import (
	"context"
	"sync"

	rbacv1 "k8s.io/api/rbac/v1"
	"k8s.io/kubernetes/plugin/pkg/auth/authorizer/rbac/bootstrappolicy"
)

// policy is the shipped policy; worlds share its objects, and replace what they change.
type policy struct {
	clusterRoles        map[string]*rbacv1.ClusterRole
	clusterRoleBindings []*rbacv1.ClusterRoleBinding
	roles               []*rbacv1.Role
	roleBindings        []*rbacv1.RoleBinding
}

// shipped is made once: filling the aggregated roles compares each rule with each other.
var shipped = sync.OnceValue(func() *policy {
	unfilled := rawPolicy()
	w := emptyWorld()
	w.addShipped(unfilled)
	w.touchesShipped = true
	if err := w.aggregate(context.Background()); err != nil {
		panic(err)
	}
	for name := range unfilled.clusterRoles {
		object, _, _ := w.clusterRoles.GetByKey(name)
		unfilled.clusterRoles[name] = object.(*rbacv1.ClusterRole)
	}
	return unfilled
})

func rawPolicy() *policy {
	p := &policy{clusterRoles: map[string]*rbacv1.ClusterRole{}}
	for _, role := range append(bootstrappolicy.ClusterRoles(), bootstrappolicy.ControllerRoles()...) {
		p.clusterRoles[role.Name] = role.DeepCopy()
	}
	for _, binding := range append(bootstrappolicy.ClusterRoleBindings(), bootstrappolicy.ControllerRoleBindings()...) {
		p.clusterRoleBindings = append(p.clusterRoleBindings, binding.DeepCopy())
	}
	for namespace, roles := range bootstrappolicy.NamespaceRoles() {
		for _, role := range roles {
			role.Namespace = namespace
			p.roles = append(p.roles, role.DeepCopy())
		}
	}
	for namespace, bindings := range bootstrappolicy.NamespaceRoleBindings() {
		for _, binding := range bindings {
			binding.Namespace = namespace
			p.roleBindings = append(p.roleBindings, binding.DeepCopy())
		}
	}
	return p
}

// addShipped adds the policy to a world that has no other objects yet.
func (w *world) addShipped(p *policy) {
	for _, role := range p.clusterRoles {
		_ = w.clusterRoles.Add(role)
	}
	for _, binding := range p.clusterRoleBindings {
		_ = w.clusterRoleBindings.Add(binding)
	}
	for _, role := range p.roles {
		_ = w.roles.Add(role)
	}
	for _, binding := range p.roleBindings {
		_ = w.roleBindings.Add(binding)
	}
	w.shipped = p
}

// isShipped says whether the role is the policy's own, neither replaced nor changed.
func (w *world) isShipped(role *rbacv1.ClusterRole) bool {
	return w.shipped != nil && w.shipped.clusterRoles[role.Name] == role
}

// filledRoles are the shipped aggregated roles, whose rules the controller owns because it filled them.
func (w *world) filledRoles() map[string]bool {
	filled := map[string]bool{}
	for _, object := range w.clusterRoles.List() {
		if role := object.(*rbacv1.ClusterRole); role.AggregationRule != nil && w.isShipped(role) && len(role.Rules) > 0 {
			filled[role.Name] = true
		}
	}
	return filled
}
