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
