// Which RBAC objects an API server refuses: its own defaults, conversion and validation.
package main

import (
	rbacv1 "k8s.io/api/rbac/v1"
	"k8s.io/kubernetes/pkg/apis/rbac"
	rbacdefaults "k8s.io/kubernetes/pkg/apis/rbac/v1"
	"k8s.io/kubernetes/pkg/apis/rbac/validation"
)

func refuseRole(role *rbacv1.Role) error {
	var internal rbac.Role
	if err := rbacdefaults.Convert_v1_Role_To_rbac_Role(role, &internal, nil); err != nil {
		return err
	}
	return validation.ValidateRole(&internal).ToAggregate()
}

func refuseClusterRole(role *rbacv1.ClusterRole) error {
	var internal rbac.ClusterRole
	if err := rbacdefaults.Convert_v1_ClusterRole_To_rbac_ClusterRole(role, &internal, nil); err != nil {
		return err
	}
	return validation.ValidateClusterRole(&internal, validation.ClusterRoleValidationOptions{}).ToAggregate()
}

func refuseRoleBinding(binding *rbacv1.RoleBinding) error {
	rbacdefaults.SetObjectDefaults_RoleBinding(binding)
	var internal rbac.RoleBinding
	if err := rbacdefaults.Convert_v1_RoleBinding_To_rbac_RoleBinding(binding, &internal, nil); err != nil {
		return err
	}
	return validation.ValidateRoleBinding(&internal).ToAggregate()
}

func refuseClusterRoleBinding(binding *rbacv1.ClusterRoleBinding) error {
	rbacdefaults.SetObjectDefaults_ClusterRoleBinding(binding)
	var internal rbac.ClusterRoleBinding
	if err := rbacdefaults.Convert_v1_ClusterRoleBinding_To_rbac_ClusterRoleBinding(binding, &internal, nil); err != nil {
		return err
	}
	return validation.ValidateClusterRoleBinding(&internal).ToAggregate()
}
