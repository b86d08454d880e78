// Aggregated ClusterRoles, filled by Kubernetes' own controller.
package main

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"
	"unsafe"

	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	rbacapply "k8s.io/client-go/applyconfigurations/rbac/v1"
	rbacinformers "k8s.io/client-go/informers/rbac/v1"
	rbacclient "k8s.io/client-go/kubernetes/typed/rbac/v1"
	rbaclisters "k8s.io/client-go/listers/rbac/v1"
	"k8s.io/client-go/tools/cache"
	"k8s.io/kubernetes/pkg/controller/clusterroleaggregation"
)

// Rounds over all aggregated roles until nothing changes; a chain needs as many as it is long.
const aggregationRoundsMax = 100

// aggregate runs the controller's own step on each aggregated role, in order of name, until nothing changes.
func (w *world) aggregate(ctx context.Context) error {
	names := w.aggregatedRoles()
	if len(names) == 0 {
		return nil
	}
	client := &roleClient{world: w, owned: w.filledRoles()}
	sync := syncStep(clusterroleaggregation.NewClusterRoleAggregation(roleInformer{world: w}, client))
	for range aggregationRoundsMax {
		client.changed = false
		for _, name := range names {
			if err := sync(ctx, name); err != nil {
				return err
			}
		}
		if !client.changed {
			return nil
		}
	}
	return errors.New("aggregation does not come to rest")
}

// aggregatedRoles are those whose rules may have to change: the shipped ones are filled already, and stay as they are
// unless a given role is labelled for them or stands in for a shipped one.
func (w *world) aggregatedRoles() []string {
	var names []string
	for _, object := range w.clusterRoles.List() {
		role := object.(*rbacv1.ClusterRole)
		if role.AggregationRule != nil && (w.touchesShipped || !w.isShipped(role)) {
			names = append(names, role.Name)
		}
	}
	slices.SortFunc(names, strings.Compare)
	return names
}

// Labels of this kind are all that selectors of shipped roles ask for.
const aggregationLabelPrefix = "rbac.authorization.k8s.io/aggregate-to-"

func touchesShipped(role *rbacv1.ClusterRole) bool {
	for label := range role.Labels {
		if strings.HasPrefix(label, aggregationLabelPrefix) {
			return true
		}
	}
	_, isShipped := shipped().clusterRoles[role.Name]
	return isShipped
}

// syncStep takes the step out of the controller, which otherwise runs it by a queue and a clock.
func syncStep(controller *clusterroleaggregation.ClusterRoleAggregationController) func(context.Context, string) error {
	field := reflect.ValueOf(controller).Elem().FieldByName("syncHandler")
	return *(*func(context.Context, string) error)(unsafe.Pointer(field.UnsafeAddr()))
}

type roleInformer struct {
	world *world
}

func (i roleInformer) Informer() cache.SharedIndexInformer { return &recorder{} }
func (i roleInformer) Lister() rbaclisters.ClusterRoleLister {
	return rbaclisters.NewClusterRoleLister(i.world.clusterRoles)
}

var _ rbacinformers.ClusterRoleInformer = roleInformer{}

// roleClient writes into the world what the controller applies.
type roleClient struct {
	rbacclient.ClusterRoleInterface
	world   *world
	changed bool
	owned   map[string]bool
}

func (c *roleClient) ClusterRoles() rbacclient.ClusterRoleInterface { return c }

// Apply is the effect of a server-side apply with force: a list that is applied is replaced as a whole and then owned;
// one that is left out is removed if it was owned, and else stays as its owner wrote it.
func (c *roleClient) Apply(_ context.Context, applied *rbacapply.ClusterRoleApplyConfiguration, _ metav1.ApplyOptions) (*rbacv1.ClusterRole, error) {
	name := *applied.Name
	object, exists, err := c.world.clusterRoles.GetByKey(name)
	if err != nil || !exists {
		return nil, errors.Join(err, errors.New("the controller applies a role that does not exist"))
	}
	if len(applied.Rules) == 0 && !c.owned[name] {
		return object.(*rbacv1.ClusterRole), nil
	}
	role := object.(*rbacv1.ClusterRole).DeepCopy()
	role.Rules = nil
	for _, rule := range applied.Rules {
		role.Rules = append(role.Rules, rbacv1.PolicyRule{
			Verbs:           rule.Verbs,
			APIGroups:       rule.APIGroups,
			Resources:       rule.Resources,
			ResourceNames:   rule.ResourceNames,
			NonResourceURLs: rule.NonResourceURLs,
		})
	}
	c.owned[name] = true
	c.changed = true
	return role, c.world.clusterRoles.Update(role)
}
