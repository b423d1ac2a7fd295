@A03
Feature: Controllers see the cluster through watches, a moment late

  Each component lists what it needs once and follows by watch events from there on; its cache is always a little behind.
  https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes

  Background:
    Given a cluster with 3 nodes

  Rule: A change is first stored, then seen, then acted upon

    Scenario: What kubectl has changed is stored at once and not yet acted upon
      Given I run "kubectl create deployment web --image=nginx --replicas=2"
      And within 30 seconds deployment "web" has 2 available replicas
      When I run "kubectl scale deployment web --replicas=5"
      Then {.spec.replicas} of deployment "web" is "5"
      And {.metadata.generation} of deployment "web" is "2"
      And {.status.observedGeneration} of deployment "web" is "1"
      And there are 2 pods of deployment "web"
      And within 1 second {.status.observedGeneration} of deployment "web" is "2"
      And within 1 second there are 5 pods of deployment "web"

    Scenario: A pod is Ready before its Service knows
      Given I run "kubectl create deployment web --image=nginx"
      And I run "kubectl expose deployment web --port=80"
      When 30 seconds pass
      Then before service "web" has 1 ready endpoint, 1 pod of deployment "web" is Ready

  Rule: A stale cache makes nobody do a thing twice

    Scenario: A ReplicaSet counts the pods that it has made and not seen yet
      When I run "kubectl create deployment web --image=nginx --replicas=25"
      Then within 1 minute deployment "web" has 25 available replicas
      And throughout there are at most 25 pods of deployment "web"
      And 25 pods of deployment "web" are Ready

    Scenario: A Job makes each of its pods once
      Given the file "job.yaml":
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: many}
        spec:
          completions: 12
          parallelism: 4
          template:
            spec:
              restartPolicy: Never
              containers: [{name: main, image: busybox, command: [sh, -c, "sleep 2"]}]
        """
      When I run "kubectl apply -f job.yaml"
      Then within 2 minutes job "many" has completed
      And job "many" has 12 succeeded pods
      And throughout there are at most 12 pods of job "many"

  Rule: kubectl may watch as well

    Scenario: One line for each change after the table
      Given the file "pod.yaml":
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: once}
        spec:
          restartPolicy: Never
          containers: [{name: main, image: busybox, command: [sh, -c, "sleep 5"]}]
        """
      And I run "kubectl apply -f pod.yaml"
      When I run "kubectl get pods --watch --request-timeout=30s"
      Then it prints:
        """
        NAME   READY   STATUS              RESTARTS   AGE
        once   0/1     ContainerCreating   0          0s
        once   1/1     Running             0          4s
        once   0/1     Completed           0          9s
        """
