@A04
Feature: Server-side apply by release

  Alpha and off until 1.15, beta from 1.16, for every writer's fields from 1.18, stable from 1.22.

  Scenario: Kubernetes 1.15 does not know server-side apply
    Given a cluster running Kubernetes 1.15 with 1 node
    And the file "three.yaml":
      """
      {apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 3}}
      """
    When I run "kubectl apply --server-side --validate=false -f three.yaml"
    Then the command fails with "error: Server-side apply not available on the server: (the body of the request was in an unknown format"

  Scenario Outline: In Kubernetes <release> the creator is known as <owner>
    Given a cluster running Kubernetes <release> with 1 node
    And the file "three.yaml":
      """
      {apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 3}}
      """
    And I run "kubectl create deployment web --image=nginx"
    When I run "kubectl apply --server-side --validate=false -f three.yaml"
    Then the command fails with "Apply failed with 1 conflict: conflict with \"<owner>\" using apps/v1: .spec.replicas"

    Examples:
      | release | owner              |
      | 1.17    | before-first-apply |
      | 1.18    | kubectl-create     |
      | 1.36    | kubectl-create     |

  Scenario Outline: Kubernetes <release> <how> the subresource through which a Deployment was scaled
    Given a cluster running Kubernetes <release> with 1 node
    And the file "three.yaml":
      """
      {apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 3}}
      """
    And I run "kubectl create deployment web --image=nginx"
    And I run "kubectl scale deployment web --replicas=5"
    When I run "kubectl apply --server-side --validate=false -f three.yaml"
    Then the command fails with "conflict with <owner> using apps/v1: .spec.replicas"

    Examples:
      | release | how        | owner                                |
      | 1.21    | leaves out | \"kubectl\"                          |
      | 1.22    | names      | \"kubectl\" with subresource \"scale\" |
