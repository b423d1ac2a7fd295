@F06
Feature: Lines of kubectl from everyday notes stand in a step as they are

  What they print is what kubectl prints. Those that need a cluster of some kind have their scenarios with the thing they
  are about; here are the rest.

  Rule: Looking around

    Scenario: The pods of one node, by a field and by grep
      Given a cluster running Kubernetes 1.13 with 2 nodes
      And the manifests in "../workloads/manifests/tea-house/deployment.yaml"
      And within 20 seconds deployment "tea-house" has 2 available replicas
      When I run "kubectl get nodes"
      Then it prints:
        """
        NAME     STATUS   ROLES    AGE   VERSION
        node-1   Ready    <none>   <any>   v1.13.0
        node-2   Ready    <none>   <any>   v1.13.0
        """
      When I run "kubectl get pods --all-namespaces --field-selector spec.nodeName=node-2 -o wide"
      Then it prints "10.244.2.2   node-2"
      And it does not print "node-1"
      When I run "kubectl get pods -o wide --all-namespaces | grep node-1"
      Then it prints "10.244.1.2   node-1"
      And it does not print "node-2"
      When I run "kubectl get svc --all-namespaces=true"
      Then it prints:
        """
        NAMESPACE     NAME         TYPE        CLUSTER-IP   EXTERNAL-IP   PORT(S)                  AGE
        default       kubernetes   ClusterIP   10.96.0.1    <none>        443/TCP                  <any>
        kube-system   kube-dns     ClusterIP   10.96.0.10   <none>        53/UDP,53/TCP,9153/TCP   <any>
        """

    Scenario: A ConfigMap made from a file, in full
      Given a cluster running Kubernetes 1.13
      And the file "settings/shop.properties":
        """
        sign.open=green
        sign.closed=red
        allow.dogs=true
        """
      When I run "kubectl create configmap shop --from-file=settings/shop.properties"
      And I run "kubectl get configmaps shop -o yaml"
      Then it prints:
        """
        apiVersion: v1
        data:
          shop.properties: |
            sign.open=green
            sign.closed=red
            allow.dogs=true
        kind: ConfigMap
        metadata:
          creationTimestamp: …
          name: shop
          namespace: default
          resourceVersion: …
          uid: …
        """

    Scenario: The address of a Service, by a template, in a variable of the shell
      Given a cluster running Kubernetes 1.13
      When I run "export ADDRESS=$(kubectl get svc kubernetes -o template --template {{.spec.clusterIP}}); echo ${ADDRESS}"
      Then it prints:
        """
        10.96.0.1
        """

    Scenario: A manifest that notes apply from the web is handed in under its address
      Given a cluster running Kubernetes 1.13
      And the file "https://example.com/deploy/mandatory.yaml":
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: ingress-nginx}
        """
      When I run "kubectl apply -f https://example.com/deploy/mandatory.yaml"
      Then it prints:
        """
        namespace/ingress-nginx created
        """

    Scenario: Everything there is to know, for somebody who helps
      Given a cluster running Kubernetes 1.13
      And I run "kubectl run tea --image=busybox --restart=Never -- sh -c 'echo steeping; sleep 600'"
      And within 20 seconds pod "tea" is Ready
      When I run "kubectl cluster-info dump"
      Then it prints '"kind": "NodeList"'
      And it prints '"kind": "DeploymentList"'
      And it prints "==== START logs for container tea of pod default/tea ===="
      When I run "kubectl cluster-info dump --output-directory=state; cat state/default/tea/logs.txt"
      Then it prints:
        """
        Cluster info dumped to state
        ==== START logs for container tea of pod default/tea ====
        steeping
        ==== END logs for container tea of pod default/tea ====
        """

    Scenario: Pods as they change
      Given a cluster running Kubernetes 1.13 with 1 node
      And I run "kubectl run nginx --image=nginx -l app=nginx"
      When I run "kubectl get po -l app=nginx -w"
      Then within 20 seconds command "kubectl get po -l app=nginx -w" has printed "nginx   1/1     Running"

  Rule: A shell in a container does what it is told on standard input

    Scenario: Two lines, the second where the first has gone to
      Given a cluster running Kubernetes 1.13 with 1 node
      And I run "kubectl run tea --image=busybox --restart=Never --command -- sleep 3600"
      And within 10 seconds pod "tea" is Ready
      When I run "printf 'cd /tmp; touch leaf; hostname\nls\n' | kubectl exec -i tea -- /bin/sh"
      Then it prints:
        """
        tea
        leaf
        """
      When I run "echo exit 3 | kubectl exec -i tea -- /bin/sh"
      Then the command fails with code 3
      When I run "echo hostname | kubectl exec tea -- /bin/sh"
      Then it prints nothing

  Rule: Nodes that take no pods

    Scenario: Cordoned, tainted and open again
      Given a cluster running Kubernetes 1.13 with 2 nodes
      When I run "kubectl cordon node-1"
      Then it prints:
        """
        node/node-1 cordoned
        """
      When I run "kubectl get nodes node-1"
      Then it prints "Ready,SchedulingDisabled"
      When I run "kubectl taint nodes node-2 key=value:NoSchedule"
      Then it prints:
        """
        node/node-2 tainted
        """
      When I run "kubectl run tea --image=nginx --restart=Never"
      Then for the next 1 minute pod "tea" is Pending
      When I run "kubectl uncordon node-1"
      Then it prints:
        """
        node/node-1 uncordoned
        """
      And within 20 seconds pod "tea" is on node "node-1"

  Rule: Deleting

    Scenario: Two kinds by one label, and the pods go with their Deployment
      Given a cluster running Kubernetes 1.13 with 1 node
      And the file "tea.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: tea, labels: {app: tea}}
        spec: {selector: {app: tea}, ports: [{port: 80}]}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: tea, labels: {app: tea}}
        spec:
          selector: {matchLabels: {app: tea}}
          template:
            metadata: {labels: {app: tea}}
            spec: {containers: [{name: tea, image: "nginx:1.7.9"}]}
        """
      And I run "kubectl apply -f tea.yaml"
      And within 20 seconds service "tea" has 1 ready endpoint
      When I run "kubectl delete po -l app=tea -n=default"
      Then it prints 'pod "tea-'
      And within 20 seconds service "tea" has 1 ready endpoint
      When I run "kubectl delete deployment,services -l app=tea"
      Then it prints:
        """
        deployment.extensions "tea" deleted
        service "tea" deleted
        """
      And within 1 minute there are no pods with label "app=tea"

    Scenario: Force does not take a claim away from the pod that uses it
      Given a cluster running Kubernetes 1.13 with 1 node
      And the manifests in "../storage/manifests/shared"
      And within 1 minute pod "storefront" is Ready
      When I run "kubectl delete pvc shared-pages --grace-period=0 --force --wait=false"
      And I run "kubectl get pvc shared-pages"
      Then it prints "shared-pages   Terminating   shared-pages"
      And for the next 10 minutes pvc "shared-pages" exists
      When I run "kubectl delete pod storefront"
      Then within 20 seconds pvc "shared-pages" is gone
      When I run "kubectl delete pv shared-pages --grace-period=0 --force"
      Then volume "shared-pages" is gone

  Rule: Why a revision was made

    Scenario: With --record the command itself is the cause
      Given a cluster running Kubernetes 1.13 with 1 node
      And the file "tea.yaml":
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: tea}
        spec:
          selector: {matchLabels: {app: tea}}
          template:
            metadata: {labels: {app: tea}}
            spec: {containers: [{name: tea, image: "nginx:1.7.9"}]}
        """
      When I run "kubectl create -f tea.yaml --record"
      And within 20 seconds deployment "tea" has 1 available replica
      And I run "kubectl set image deployment/tea tea=nginx:1.9.1 --record"
      Then within 20 seconds the rollout of deployment "tea" is complete
      When I run "kubectl rollout history deployment/tea"
      Then it prints "1         kubectl create --filename=tea.yaml --record=true"
      And it prints "2         kubectl set image deployment/tea tea=nginx:1.9.1 --record=true"

    Scenario: An autoscaler from one line
      Given a cluster running Kubernetes 1.13 with 1 node
      And the manifests in "../workloads/manifests/tea-house/deployment.yaml"
      When I run "kubectl autoscale deployment tea-house --min=2 --max=5 --cpu-percent=80"
      And I run "kubectl get hpa tea-house"
      Then it prints:
        """
        NAME        REFERENCE              TARGETS         MINPODS   MAXPODS   REPLICAS   AGE
        tea-house   Deployment/tea-house   <unknown>/80%   2         5         0          <any>
        """

  Rule: What kubectl does not understand it refuses

    Scenario Outline: <line>
      Given a cluster running Kubernetes 1.13
      When I run "<line>"
      Then the command fails with "<words>"

      Examples:
        | line                                    | words                                                    |
        | kubectl get pos                         | error: the server doesn't have a resource type \"pos\"   |
        | kubectl get ing doors --n java          | error: unknown flag: --n                                 |
        | kubectl get ing doors -n default        | (NotFound): ingresses.extensions \"doors\" not found     |
        | kubectl scale deployment tea            | error: required flag(s) \"replicas\" not set             |
        | kubectl undo deploy/tea --to-revision=1 | error: unknown command \"undo\" for \"kubectl\"          |
        | kubectl rollout deploy/tea --revision=1 | error: unknown flag: --revision                          |
        | kubectl apply service tea -p {}         | error: unknown shorthand flag: 'p' in -p                 |
        | kubectl de service                      | error: unknown command \"de\" for \"kubectl\"            |
        | kubectl top pod                         | error: Metrics API not available                         |
