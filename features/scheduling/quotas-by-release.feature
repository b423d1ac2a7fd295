@S08
Feature: Quotas in older releases

  Rule: What a refusal says

    Scenario Outline: In <release>: <says>
      Given a cluster running Kubernetes <release> with 1 node
      When I run "kubectl create quota small --hard=requests.cpu=1,limits.memory=1Gi"
      And 1 second passes
      And I run "kubectl run web --image=nginx"
      Then the command fails with "pods \"web\" is forbidden: failed quota: small: must specify <says>"

      Examples:
        | release | says                                         |
        | 1.20    | limits.memory,requests.cpu                   |
        | 1.36    | limits.memory for: web; requests.cpu for: web |

  Rule: Scopes that a release does not know

    Scenario Outline: CrossNamespacePodAffinity in <release>
      Given a cluster running Kubernetes <release> with 1 node
      And the file "quota.yaml":
        """
        apiVersion: v1
        kind: ResourceQuota
        metadata: {name: scoped}
        spec: {hard: {pods: "1"}, scopes: [CrossNamespacePodAffinity]}
        """
      When I run "kubectl create -f quota.yaml"
      Then <result>

      Examples:
        | release | result                                       |
        | 1.20    | the command fails with "unsupported scope"   |
        | 1.22    | the command succeeds                         |

    Scenario Outline: VolumeAttributesClass in <release>
      Given a cluster running Kubernetes <release> with 1 node
      And the file "quota.yaml":
        """
        apiVersion: v1
        kind: ResourceQuota
        metadata: {name: fast}
        spec:
          hard: {requests.storage: 10Gi}
          scopeSelector: {matchExpressions: [{scopeName: VolumeAttributesClass, operator: In, values: [fast]}]}
        """
      When I run "kubectl create -f quota.yaml"
      Then <result>

      Examples:
        | release | result                                       |
        | 1.33    | the command fails with "unsupported scope"   |
        | 1.34    | the command succeeds                         |

    Scenario: Only claims of that class count
      Given a cluster running Kubernetes 1.34 with 1 node
      And the file "quota.yaml":
        """
        apiVersion: v1
        kind: ResourceQuota
        metadata: {name: fast}
        spec:
          hard: {requests.storage: 10Gi}
          scopeSelector: {matchExpressions: [{scopeName: VolumeAttributesClass, operator: In, values: [fast]}]}
        """
      And the file "claims.yaml":
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: plain}
        spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 50Gi}}}
        ---
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: quick}
        spec: {accessModes: [ReadWriteOnce], volumeAttributesClassName: fast, resources: {requests: {storage: 8Gi}}}
        ---
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: quicker}
        spec: {accessModes: [ReadWriteOnce], volumeAttributesClassName: fast, resources: {requests: {storage: 8Gi}}}
        """
      And unmodelled fields are accepted
      When I run "kubectl create -f quota.yaml"
      And 1 second passes
      And I run "kubectl create -f claims.yaml"
      Then the command fails with "persistentvolumeclaims \"quicker\" is forbidden: exceeded quota: fast, requested: requests.storage=8Gi, used: requests.storage=8Gi, limited: requests.storage=10Gi"
