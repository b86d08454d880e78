// One request, judged the way an API server judges it.
package main

import (
	"context"
	"fmt"
	"net/http"
	"net/url"

	rbacv1 "k8s.io/api/rbac/v1"
	"k8s.io/apimachinery/pkg/fields"
	"k8s.io/apimachinery/pkg/util/sets"
	"k8s.io/apiserver/pkg/authentication/user"
	"k8s.io/apiserver/pkg/authorization/authorizer"
	"k8s.io/apiserver/pkg/endpoints/filters"
	endpoints "k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/component-helpers/auth/rbac/validation"
	"k8s.io/kubernetes/pkg/apis/rbac"
	rbacregistry "k8s.io/kubernetes/pkg/registry/rbac"
)

// request is who asks, and exactly one of: an HTTP request, attributes, or a check that the API server makes itself.
type request struct {
	User string `json:"user"`
	// Groups is the whole list; absent, what the authenticator would add.
	Groups *[]string `json:"groups"`
	// AsGroups are asked for when impersonating the user, and stand for Groups.
	AsGroups *[]string `json:"asGroups"`
	// Method and URL of a request as it comes to the API server.
	Method string `json:"method"`
	URL    string `json:"url"`
	// Escalate asks whether the HTTP request may write a role that holds more than its writer.
	Escalate   bool        `json:"escalate"`
	Attributes *attributes `json:"attributes"`
	Bind       *bind       `json:"bind"`
	Covers     *covers     `json:"covers"`
}

// attributes are those of a SubjectAccessReview.
type attributes struct {
	Verb          string `json:"verb"`
	Group         string `json:"group"`
	Resource      string `json:"resource"`
	Subresource   string `json:"subresource"`
	Namespace     string `json:"namespace"`
	Name          string `json:"name"`
	Path          string `json:"path"`
	FieldSelector string `json:"fieldSelector"`
}

// bind asks whether a binding to this role may be written; an empty namespace is a ClusterRoleBinding's.
type bind struct {
	Kind      string `json:"kind"`
	Name      string `json:"name"`
	Namespace string `json:"namespace"`
}

// covers asks whether whoever holds some rules may write others.
type covers struct {
	Held   []rbacv1.PolicyRule `json:"held"`
	Wanted []rbacv1.PolicyRule `json:"wanted"`
}

type answer struct {
	// Decision is allow, deny or no-opinion.
	Decision   string `json:"decision,omitempty"`
	Authorizer string `json:"authorizer,omitempty"`
	// Error says why the request could not be judged.
	Error string `json:"error,omitempty"`
}

// requestInfo is the resolver of an API server's default configuration.
var requestInfo = &endpoints.RequestInfoFactory{
	APIPrefixes:          sets.NewString("api", "apis"),
	GrouplessAPIPrefixes: sets.NewString("api"),
}

func (w *world) judge(asked *request) answer {
	w.decider = ""
	if asked.Covers != nil {
		covered, _ := validation.Covers(asked.Covers.Held, asked.Covers.Wanted)
		return w.answered(covered)
	}
	caller, err := asked.caller()
	if err != nil {
		return answer{Error: err.Error()}
	}
	ctx := endpoints.WithUser(context.Background(), caller)
	if asked.Bind != nil {
		reference := rbac.RoleRef{APIGroup: rbac.GroupName, Kind: asked.Bind.Kind, Name: asked.Bind.Name}
		return w.answered(rbacregistry.BindingAuthorized(ctx, reference, asked.Bind.Namespace, w.authorizer))
	}
	if asked.Attributes != nil {
		return w.authorize(ctx, asked.Attributes.record(caller))
	}
	ctx, err = withRequestInfo(ctx, asked.Method, asked.URL)
	if err != nil {
		return answer{Error: err.Error()}
	}
	if asked.Escalate {
		return w.answered(rbacregistry.RoleEscalationAuthorized(ctx, w.authorizer))
	}
	record, err := filters.GetAuthorizerAttributes(ctx)
	if err != nil {
		return answer{Error: err.Error()}
	}
	return w.authorize(ctx, record)
}

func (w *world) answered(yes bool) answer {
	if yes {
		return answer{Decision: "allow", Authorizer: w.decider}
	}
	return answer{Decision: "no-opinion"}
}

func (w *world) authorize(ctx context.Context, record authorizer.Attributes) answer {
	decision, _, err := w.authorizer.Authorize(ctx, record)
	switch decision {
	case authorizer.DecisionAllow:
		return w.answered(true)
	case authorizer.DecisionDeny:
		return answer{Decision: "deny", Authorizer: w.decider}
	case authorizer.DecisionNoOpinion:
		// Errors come with every binding to a role that does not exist, and change nothing.
		return w.answered(false)
	}
	return answer{Error: fmt.Sprintf("decision %v: %v", decision, err)}
}

// withRequestInfo derives what the API server reads from method and URL.
func withRequestInfo(ctx context.Context, method, target string) (context.Context, error) {
	parsed, err := url.ParseRequestURI(target)
	if err != nil {
		return nil, err
	}
	info, err := requestInfo.NewRequestInfo(&http.Request{Method: method, URL: parsed})
	if err != nil {
		return nil, err
	}
	return endpoints.WithRequestInfo(ctx, info), nil
}

func (a *attributes) record(caller user.Info) authorizer.Attributes {
	record := authorizer.AttributesRecord{
		User:            caller,
		Verb:            a.Verb,
		APIGroup:        a.Group,
		APIVersion:      "*",
		Resource:        a.Resource,
		Subresource:     a.Subresource,
		Namespace:       a.Namespace,
		Name:            a.Name,
		Path:            a.Path,
		ResourceRequest: a.Path == "",
	}
	if selector, err := fields.ParseSelector(a.FieldSelector); err == nil && a.FieldSelector != "" {
		record.FieldSelectorRequirements = selector.Requirements()
	}
	return record
}
