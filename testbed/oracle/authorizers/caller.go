// Who asks: the user and groups that Kubernetes' authenticators and its impersonation give a name.
package main

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"

	authenticationv1 "k8s.io/api/authentication/v1"
	"k8s.io/apiserver/pkg/authentication/serviceaccount"
	"k8s.io/apiserver/pkg/authentication/user"
	"k8s.io/apiserver/pkg/authorization/authorizerfactory"
	"k8s.io/apiserver/pkg/endpoints/filters/impersonation"
	endpoints "k8s.io/apiserver/pkg/endpoints/request"
)

const nodePrefix = "system:node:"

// caller is the user with the groups that are given, that impersonation makes of those asked for, or that the
// authenticators add.
func (r *request) caller() (user.Info, error) {
	if r.AsGroups != nil {
		return impersonated(r.User, *r.AsGroups)
	}
	if r.Groups != nil {
		return &user.DefaultInfo{Name: r.User, Groups: *r.Groups}, nil
	}
	return authenticated(r.User), nil
}

// authenticated adds the groups of the ServiceAccount authenticator, of a kubelet's certificate (organization
// system:nodes), of the anonymous one, and what the group adder adds to all but the last.
func authenticated(name string) user.Info {
	if name == user.Anonymous {
		return &user.DefaultInfo{Name: name, Groups: []string{user.AllUnauthenticated}}
	}
	var groups []string
	if namespace, _, err := serviceaccount.SplitUsername(name); err == nil {
		groups = serviceaccount.MakeGroupNames(namespace)
	} else if node, found := strings.CutPrefix(name, nodePrefix); found && node != "" {
		groups = []string{user.NodesGroup}
	}
	return &user.DefaultInfo{Name: name, Groups: append(groups, user.AllAuthenticated)}
}

// impersonated is whom the API server's impersonation filter makes of a user and groups, when it may be anybody.
func impersonated(name string, groups []string) (user.Info, error) {
	var became user.Info
	inner := http.HandlerFunc(func(_ http.ResponseWriter, req *http.Request) {
		became, _ = endpoints.UserFrom(req.Context())
	})
	filter := impersonation.WithImpersonation(inner, authorizerfactory.NewAlwaysAllowAuthorizer(), nil)
	req := httptest.NewRequest(http.MethodGet, "/", nil)
	req.Header.Set(authenticationv1.ImpersonateUserHeader, name)
	for _, group := range groups {
		req.Header.Add(authenticationv1.ImpersonateGroupHeader, group)
	}
	anyone := &user.DefaultInfo{Name: "impersonator"}
	filter.ServeHTTP(httptest.NewRecorder(), req.WithContext(endpoints.WithUser(context.Background(), anyone)))
	if became == nil {
		return nil, errors.New("the filter refuses to impersonate")
	}
	return became, nil
}
