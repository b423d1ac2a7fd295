@A14 @F07
Feature: What still works while a part of the control plane is down, and what resumes after

  https://kubernetes.io/docs/concepts/overview/components/

  Rule: Without the scheduler new pods wait, and all else goes on

    Background:
      Given a cluster with 2 nodes
      And I run "kubectl create deployment web --image=nginx --replicas=2"
      And within 30 seconds the rollout of deployment "web" is complete
      When kube-scheduler stops

    Scenario: New pods stay Pending, and nobody says why
      When I run "kubectl scale deployment web --replicas=4"
      Then within 10 seconds there are 4 pods of deployment "web"
      And for the next 1 hour there are 2 Pending pods of deployment "web"
      And deployment "web" has 2 available replicas
      When I run "kubectl get events --field-selector reason=FailedScheduling"
      Then it prints "No resources found"

    Scenario: A pod that names its node needs no scheduler
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: placed}
        spec: {nodeName: node-1, containers: [{name: web, image: nginx}]}
        """
      When I run "kubectl apply -f pod.yaml"
      Then within 10 seconds pod "placed" is Running

    # https://kubernetes.io/docs/concepts/architecture/leases/#leader-election
    Scenario: Started again, it first waits until the lease of its former self has run out
      When I run "kubectl scale deployment web --replicas=4"
      And 1 minute passes
      When kube-scheduler starts again
      Then for the next 15 seconds deployment "web" has 2 available replicas
      And within 15 seconds deployment "web" has 4 available replicas

  Rule: Without the controller manager nothing is replaced, and what runs goes on running

    Background:
      Given a cluster with 2 nodes
      And I run:
        """
        kubectl create deployment web --image=nginx --replicas=3
        kubectl expose deployment web --port=80
        """
      And within 30 seconds the rollout of deployment "web" is complete
      When kube-controller-manager stops

    Scenario: A deleted pod is not made anew, and a Deployment does not roll
      When I run "kubectl delete pods -l app=web"
      Then for the next 1 hour there are 0 pods of deployment "web"
      When I run "kubectl set image deployment/web nginx=nginx:1.27"
      Then for the next 1 hour there are 0 pods of deployment "web"
      And {.metadata.generation} of deployment "web" is "2"
      And {.status.observedGeneration} of deployment "web" is "1"
      When kube-controller-manager starts again
      Then within 45 seconds the rollout of deployment "web" is complete
      And within 1 minute there are 3 pods of deployment "web"

    Scenario: Containers are restarted all the same: that is the kubelet's work
      When I run "kubectl run single --image=nginx"
      Then within 10 seconds pod "single" is Running
      When container "single" of pod "single" crashes
      Then within 10 seconds container "single" of pod "single" has restarted 1 time

    Scenario: A dead node is not noticed until the controller manager is back, and its grace period begins then
      When node "node-2" shuts down
      Then for the next 1 hour node "node-2" is Ready
      When kube-controller-manager starts again
      Then for the next 1 minute node "node-2" is Ready
      And within 20 seconds node "node-2" is NotReady

    Scenario: Endpoints stay as they were
      When node "node-2" shuts down
      And 10 minutes pass
      Then service "web" has 3 ready endpoints

  # https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/component-status-v1/
  @F06
  Rule: kubectl get componentstatuses says which parts answer

    Scenario: A scheduler that stops is Unhealthy, and well again before it is leader
      Given a cluster running Kubernetes 1.27 with 1 node
      When I run "kubectl get cs"
      Then it prints:
        """
        NAME                 STATUS    MESSAGE                         ERROR
        scheduler            Healthy   ok
        controller-manager   Healthy   ok
        etcd-0               Healthy   {"health":"true","reason":""}
        """
      And it prints "Warning: v1 ComponentStatus is deprecated in v1.19+"
      When kube-scheduler stops
      And I run "kubectl get componentstatus scheduler -o jsonpath={.conditions[0].message}"
      Then it prints 'Get "https://127.0.0.1:10259/healthz": dial tcp 127.0.0.1:10259: connect: connection refused'
      When kube-scheduler starts again
      And I run "kubectl get cs scheduler --no-headers"
      Then it prints "scheduler   Healthy   ok"

    Scenario: A controller manager that stops is Unhealthy, on the port without TLS that it had until 1.21
      Given a cluster running Kubernetes 1.20 with 1 node
      When kube-controller-manager stops
      And I run "kubectl get cs"
      Then it prints:
        """
        NAME                 STATUS      MESSAGE                                                                                       ERROR
        scheduler            Healthy     ok
        controller-manager   Unhealthy   Get "http://127.0.0.1:10252/healthz": dial tcp 127.0.0.1:10252: connect: connection refused
        etcd-0               Healthy     {"health":"true"}
        """

    Scenario: A component status cannot be changed
      Given a cluster
      When I run "kubectl delete cs etcd-0"
      Then the command fails with "Error from server (MethodNotAllowed): the server does not allow this method on the requested resource"

  Rule: Without its kubelet a node is given up, though its containers go on

    Background:
      Given a cluster with 2 nodes
      And I run "kubectl run web --image=nginx --port=80"
      And within 10 seconds pod "web" is Running
      And pod "web" is on node "node-2"
      When the kubelet of node "node-2" stops

    Scenario: The pod still answers, and counts as not ready
      Then within 1 minute node "node-2" is NotReady
      And within 1 second pod "web" is NotReady
      When I run "kubectl logs web"
      Then the command fails with "connect: connection refused"

    Scenario: A new kubelet adopts the containers that run
      When 2 minutes pass
      And the kubelet of node "node-2" starts again
      Then within 10 seconds node "node-2" is Ready
      And within 30 seconds pod "web" is Ready
      And for the next 10 minutes pod "web" is Running
      And pod "web" has restarted 0 times

    Scenario: What ended meanwhile is started again when the kubelet is back
      When container "web" of pod "web" crashes
      Then for the next 1 minute pod "web" has restarted 0 times
      When the kubelet of node "node-2" starts again
      Then within 10 seconds container "web" of pod "web" has restarted 1 time

    Scenario: A pod that was deleted by force ends with the kubelet's return
      When I run "kubectl delete pod web --force --grace-period=0"
      Then pod "web" does not exist
      When the kubelet of node "node-2" starts again
      And 1 minute passes
      And I run "kubectl run web --image=nginx"
      Then within 10 seconds pod "web" is Running
