@N12
Feature: Why a Service cannot be reached, in releases and modes that look elsewhere

  Scenario Outline: A service without pods, <release>
    Given a cluster running Kubernetes <release> with 2 nodes
    And the file "web.yaml":
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec: {selector: {app: web}, ports: [{port: 80}]}
      """
    When I run "kubectl apply -f web.yaml"
    And I run "kubectl run client --image=busybox --restart=Never -- sleep 1d"
    And I run "kubectl run web --image=nginx --port=80 --labels=app=web --restart=Never"
    And within 30 seconds pod "web" is Ready
    Then within 10 seconds service "web" can be reached from pod "client"
    When I run "kubectl label pod web app=shop --overwrite"
    And 10 seconds pass
    Then service "web" cannot be reached from pod "client" because its selector matches no pod

    Examples:
      | release |
      | 1.13    |
      | 1.18    |
      | 1.20    |
      | 1.28    |

  Scenario: Under IPVS a pod that is gone is refused as under iptables
    Given a cluster with 2 nodes
    And kube-proxy is configured with:
      """
      mode: ipvs
      """
    And I run "kubectl run client --image=busybox -- sleep 1d"
    And I run "kubectl run web --image=nginx --port=80 --expose"
    And within 30 seconds service "web" can be reached from pod "client"
    When I run "kubectl delete pod web --wait=false"
    And I run "kubectl run web-2 --image=nginx --labels=run=web"
    And within 30 seconds pod "web-2" is Ready
    And within 5 seconds service "web" has 1 ready endpoint
    Then within 5 seconds service "web" can be reached from pod "client"
    And service "web" cannot be reached from pod "client" on port 81 because it has no such port

  Scenario: A name that was asked for too early
    Given a cluster running Kubernetes 1.28 with 1 node
    And the file "service.yaml":
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec: {selector: {run: web}, ports: [{port: 80}]}
      """
    And I run "kubectl run client --image=busybox -- sleep 1d"
    And I run "kubectl run web --image=nginx --port=80"
    And within 30 seconds pod "web" is Ready
    And within 30 seconds pod "client" is Ready
    When I run "kubectl exec client -- nslookup web"
    Then the command fails
    When I run "kubectl apply -f service.yaml"
    And 5 seconds pass
    Then service "web" cannot be reached from pod "client" because DNS lags behind
    And within 30 seconds service "web" can be reached from pod "client"
