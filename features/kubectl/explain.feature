@F06
Feature: kubectl explain says what the API's documentation says of a kind and its fields

  https://kubernetes.io/docs/reference/kubectl/generated/kubectl_explain/

  Scenario: A field is described with its type, its values and what it is for
    Given a cluster
    When I run "kubectl explain deployment.spec.strategy.type"
    Then it prints:
      """
      GROUP:      apps
      KIND:       Deployment
      VERSION:    v1

      FIELD: type <string>
      ENUM:
          Recreate
          RollingUpdate

      DESCRIPTION:
          Type of deployment. Can be "Recreate" or "RollingUpdate". Default is
          RollingUpdate.

          Possible enum values:
           - `"Recreate"` Kill all existing pods before creating new ones.
           - `"RollingUpdate"` Replace the old ReplicaSets by new one using rolling
          update i.e gradually scale down the old ReplicaSets and scale up the new
          one.
      """

  Scenario: All fields below one are listed with --recursive, and those that must be there are marked
    Given a cluster
    When I run "kubectl explain service.spec.ports --recursive"
    Then it prints:
      """
      KIND:       Service
      VERSION:    v1

      FIELD: ports <[]ServicePort>


      DESCRIPTION:
          The list of ports that are exposed by this service. More info:
          https://kubernetes.io/docs/concepts/services-networking/service/#virtual-ips-and-service-proxies
          ServicePort contains information on service's port.

      FIELDS:
        appProtocol	<string>
        name	<string>
        nodePort	<integer>
        port	<integer> -required-
        protocol	<string>
        enum: SCTP, TCP, UDP
        targetPort	<IntOrString>
      """

  Scenario: Another version of a kind is explained on demand
    Given a cluster
    When I run "kubectl explain hpa.spec.targetCPUUtilizationPercentage --api-version=autoscaling/v1"
    Then it prints "GROUP:      autoscaling"
    And it prints "VERSION:    v1"
    And it prints "FIELD: targetCPUUtilizationPercentage <integer>"

  Scenario: A field that does not exist is said not to
    Given a cluster
    When I run "kubectl explain pod.spec.image"
    Then the command fails with 'error: field "image" does not exist'

  Scenario: A kind that the cluster does not serve is said not to be there
    Given a cluster
    When I run "kubectl explain widgets.spec"
    Then the command fails with "the server doesn't have a resource type"

  # https://kubernetes.io/docs/concepts/overview/kubernetes-api/#openapi-v3
  Scenario: Until 1.23 clusters publish OpenAPI version 2 alone, and types have no names
    Given a cluster running Kubernetes 1.20
    When I run "kubectl explain ingress.spec.rules.host"
    Then it prints "KIND:     Ingress"
    And it prints "VERSION:  extensions/v1beta1"
    When I run "kubectl explain service.spec.ports"
    Then it prints "RESOURCE: ports <[]Object>"
