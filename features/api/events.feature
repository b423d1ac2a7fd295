@A12
Feature: Components tell what they do in events

  https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/

  Background:
    Given a cluster with 1 node

  Rule: Each step of a pod's start is an event with a reason and a message

    Scenario: From the scheduler to the running container
      When I run "kubectl run web --image=nginx:1.9.1"
      And 10 seconds pass
      Then event "Scheduled" is recorded exactly once for pod "web" with message "Successfully assigned default/web to node-1"
      And event "Pulling" is recorded exactly once for pod "web"
      And event "Pulled" is recorded exactly once for pod "web"
      And event "Created" is recorded exactly once for pod "web"
      And event "Started" is recorded exactly once for pod "web"
      When I run "kubectl get events --field-selector involvedObject.name=web,reason=Scheduled"
      Then it prints:
        """
        LAST SEEN   TYPE     REASON      OBJECT    MESSAGE
        10s         Normal   Scheduled   pod/web   Successfully assigned default/web to node-1
        """

    Scenario: Controllers tell whom they made
      Given the manifests in "manifests/nginx"
      When 10 seconds pass
      Then event "ScalingReplicaSet" is recorded exactly once for deployment "nginx-deployment" with message "Scaled up replica set nginx-deployment-"
      When I run "kubectl get events --field-selector reason=SuccessfulCreate -o name"
      Then it prints:
        """
        event/nginx-deployment-…
        event/nginx-deployment-…
        """

  Rule: The same event again is counted, not listed again

    After 25 in a row a component holds back all but one in five minutes.

    Scenario: Half an hour of failing probes is one line
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: troubled}
        spec:
          containers:
            - name: main
              image: busybox
              command: [sleep, "86400"]
              readinessProbe: {exec: {command: ["false"]}, periodSeconds: 60}
        """
      And I run "kubectl apply -f pod.yaml"
      When 30 minutes pass
      Then event "Unhealthy" is recorded at least 20 times for pod "troubled"
      When I run "kubectl get events --field-selector reason=Unhealthy -o jsonpath='{.items[*].involvedObject.name}'"
      Then it prints:
        """
        troubled
        """

  Rule: describe shows an object's events, and only its own

    Scenario: The pod that cannot be scheduled
      Given the file "stuck.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: stuck}
        spec:
          nodeSelector: {no: where}
          containers: [{name: main, image: nginx}]
        """
      When I run:
        """
        kubectl run fine --image=nginx
        kubectl apply -f stuck.yaml
        """
      And 10 seconds pass
      And I run "kubectl describe pod stuck"
      Then it prints "FailedScheduling"
      And it prints "default-scheduler"
      And it prints "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector."
      And it does not print "Started"

  Rule: Events are forgotten after an hour

    Scenario: The event outlived by its pod
      Given I run "kubectl run web --image=nginx"
      When 65 minutes pass
      And I run "kubectl get events --field-selector involvedObject.name=web"
      Then it prints "No resources found in default namespace."
      And pod "web" is Ready
