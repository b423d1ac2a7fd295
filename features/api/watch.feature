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

  Rule: The server keeps the newest changes of each kind, and those of the last minutes of all

    A watch that wants to begin further back is refused with 410, and its client has to list anew.
    https://kubernetes.io/docs/reference/using-api/api-concepts/#410-gone-responses

    Scenario: A watch goes on from where another one has ended
      Given I run "kubectl create configmap lamp"
      And I run "export SEEN=$(kubectl get configmap lamp -o jsonpath={.metadata.resourceVersion}); kubectl label configmap lamp shade=red; echo $SEEN > seen"
      And 4 minutes pass
      When I run "kubectl get --raw '/api/v1/namespaces/default/configmaps?watch=1&timeoutSeconds=5&resourceVersion='$(cat seen)"
      Then it prints '{"type":"MODIFIED","object":{"kind":"ConfigMap"'
      And it does not print "ADDED"

    Scenario: A hundred changes later, spread over more than 75 seconds, the first ones are gone
      Given I run "kubectl create configmap lamp"
      And I run "kubectl get configmap lamp -o jsonpath={.metadata.resourceVersion} > seen"
      And I run "for i in $(seq 1 120); do kubectl annotate configmap lamp --overwrite turn=$i; sleep 1; done > turns"
      When I run "kubectl get --raw '/api/v1/namespaces/default/configmaps?watch=1&timeoutSeconds=5&resourceVersion='$(cat seen)"
      Then it prints '{"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"too old resource version:'
      And it prints '"reason":"Expired","code":410}}'

    Scenario: The same changes within a minute make room for themselves
      Given I run "kubectl create configmap lamp"
      And I run "kubectl get configmap lamp -o jsonpath={.metadata.resourceVersion} > seen"
      And I run "for i in $(seq 1 120); do kubectl annotate configmap lamp --overwrite turn=$i; done > turns"
      When I run "kubectl get --raw '/api/v1/namespaces/default/configmaps?watch=1&timeoutSeconds=5&resourceVersion='$(cat seen) | grep -c MODIFIED"
      Then it prints:
        """
        120
        """

    Scenario: Every five minutes etcd forgets what is older than five minutes
      Given I run "kubectl create configmap lamp"
      And I run "kubectl create configmap desk"
      And I run "kubectl get --raw '/api/v1/namespaces/default/configmaps?limit=1' | sed 's/.*\"continue\":\"//; s/\".*//' > token"
      And I run "kubectl create configmap rug"
      When 4 minutes pass
      And I run "kubectl get --raw /api/v1/namespaces/default/configmaps?limit=9\&continue=$(cat token)"
      Then it prints '"name":"kube-root-ca.crt"'
      And it does not print '"name":"rug"'
      When 6 minutes pass
      And I run "kubectl get --raw /api/v1/namespaces/default/configmaps?limit=9\&continue=$(cat token)"
      Then the command fails with "Error from server (Expired): The provided continue parameter is too old to display a consistent list result."

    Scenario: Bookmarks say how far a quiet watch has come
      Given I run "kubectl create configmap lamp"
      When I run "kubectl get --raw '/api/v1/namespaces/default/configmaps?watch=1&allowWatchBookmarks=true&timeoutSeconds=130&fieldSelector=metadata.name%3Dlamp' | cut -d, -f 1,2"
      Then it prints:
        """
        {"type":"ADDED","object":{"kind":"ConfigMap"
        {"type":"BOOKMARK","object":{"kind":"ConfigMap"
        {"type":"BOOKMARK","object":{"kind":"ConfigMap"
        {"type":"BOOKMARK","object":{"kind":"ConfigMap"
        """
