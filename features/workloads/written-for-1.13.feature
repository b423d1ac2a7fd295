Feature: Workloads as they were written for Kubernetes 1.13

  Deployment, ReplicaSet, StatefulSet, DaemonSet, Job and CronJob as their first users wrote them, in the API versions of
  their time.

  Rule: A Deployment and its ReplicaSets

    Background:
      Given a cluster running Kubernetes 1.13 with 2 nodes

    @W03 @W04
    Scenario: Two kettles, then four, then others, and back
      Given the manifests in "manifests/tea-house/deployment.yaml"
      And within 10 seconds deployment "tea-house" has 2 available replicas
      When I run "kubectl scale deployment tea-house --replicas=4"
      Then within 10 seconds deployment "tea-house" has 4 available replicas
      When I run "kubectl set image deployment/tea-house kettle=nginx:1.9.1"
      Then within 30 seconds the rollout of deployment "tea-house" is complete
      When I run "kubectl rollout history deployment/tea-house --revision=2"
      Then it prints "nginx:1.9.1"
      When I run "kubectl rollout undo deployment/tea-house --to-revision=1"
      Then within 30 seconds the rollout of deployment "tea-house" is complete
      When I run "kubectl get pods -l app=tea-house -o jsonpath='{.items[*].spec.containers[*].image}'"
      Then it prints "nginx:1.7.9 nginx:1.7.9 nginx:1.7.9 nginx:1.7.9"
      When I run "kubectl get deployment tea-house"
      Then it prints:
        """
        NAME        READY   UP-TO-DATE   AVAILABLE   AGE
        tea-house   4/4     4            4           <any>
        """

    @W02
    Scenario: A ReplicaSet of three makes a fourth when one is deleted
      Given the manifests in "manifests/tea-house/replica-set.yaml"
      And within 10 seconds replicaset "tea-set" has 3 ready replicas
      When one pod of replicaset "tea-set" is deleted
      And 15 seconds pass
      Then replicaset "tea-set" has 3 ready replicas
      And event "SuccessfulCreate" is recorded 4 times for replicaset "tea-set"

  Rule: A folder of the node outlives the pods that write to it

    @V02
    Scenario: The next pod goes on with the log of the last one
      Given a cluster running Kubernetes 1.13 with 1 node
      And the manifests in "manifests/ledger"
      And within 10 seconds deployment "ledger" has 1 available replica
      When I run "kubectl delete pods -l app=ledger"
      Then within 10 seconds deployment "ledger" has 1 available replica
      When I run "kubectl exec deploy/ledger -- cat /root/logs/ledger/start.log"
      Then it prints:
        """
        listening on 80
        listening on 80
        """

  Rule: A StatefulSet's pods are known by name, and by their claims

    Background:
      Given a cluster running Kubernetes 1.13 with 1 node

    @W08 @N07
    Scenario: shelf-0 calls itself so, and others call it by its Service
      Given the manifests in "manifests/books"
      Then within 10 seconds statefulset "shelf" has 1 ready replica
      When I run "kubectl get service books"
      Then it prints:
        """
        NAME    TYPE        CLUSTER-IP   EXTERNAL-IP   PORT(S)   AGE
        books   ClusterIP   None         <none>        80/TCP    <any>
        """
      When I run "kubectl get statefulset"
      Then it prints:
        """
        NAME    READY   AGE
        shelf   1/1     <any>
        """
      When I run "kubectl exec shelf-0 -- sh -c 'hostname'"
      Then it prints:
        """
        shelf-0
        """
      When I run "kubectl run caller --image=busybox:1.28.4 --restart=Never -- nslookup shelf-0.books"
      Then within 10 seconds pod "caller" has completed
      And pod "caller" has logged "shelf-0.books.default.svc.cluster.local"

    @W08 @V06
    Scenario: Two claims, bound, and kept when their pods are gone
      Given the manifests in "manifests/archive"
      And within 1 minute statefulset "drawer" has 2 ready replicas
      When I run "kubectl get pvc -l app=archive"
      Then it prints "pages-drawer-0   Bound    pvc-"
      And it prints "pages-drawer-1   Bound    pvc-"
      When I run "kubectl exec drawer-0 -- sh -c 'echo first page > /usr/share/nginx/html/index.html'"
      And I run "kubectl delete statefulset drawer"
      And I run "kubectl delete pods -l app=archive"
      Then pvc "pages-drawer-0" is Bound
      Given the manifests in "manifests/archive"
      Then within 1 minute statefulset "drawer" has 2 ready replicas
      And file "/usr/share/nginx/html/index.html" of pod "drawer-0" contains "first page"

  Rule: A DaemonSet is on every node that it tolerates

    @W07
    Scenario: One collector on the master, one on each other node
      Given a cluster running Kubernetes 1.13 with nodes:
        | name   | taints                                    |
        | master | node-role.kubernetes.io/master:NoSchedule |
        | node-1 |                                           |
        | node-2 |                                           |
      And the manifests in "manifests/gatherer"
      When 10 seconds pass
      And I run "kubectl get daemonset -n kube-system"
      Then it prints:
        """
        NAME           DESIRED   CURRENT   READY   UP-TO-DATE   AVAILABLE   NODE SELECTOR   AGE
        log-gatherer   3         3         3       3            3           <none>          <any>
        """
      When I run "kubectl get pods -n kube-system -l name=log-gatherer -o jsonpath='{.items[*].spec.nodeName}' --sort-by=.spec.nodeName"
      Then it prints "master node-1 node-2"
      When I run "kubectl delete daemonset log-gatherer -n kube-system"
      Then within 1 minute there are 0 pods in namespace "kube-system"

  Rule: A Job runs to its end, a CronJob makes one each time

    Background:
      Given a cluster running Kubernetes 1.13 with 2 nodes

    @W11 @P16
    Scenario: Fifty digits and Completed
      Given the manifests in "manifests/digits/once.yaml"
      Then within 10 seconds job "digits" is Complete
      When I run "kubectl logs job/digits"
      Then it prints:
        """
        3.14159265358979323846264338327950288419716939937508
        """
      When I run "kubectl get pods -l job-name=digits"
      Then it prints "0/1     Completed   0"

    @W11
    Scenario: Four times, two at a time, in twice the time of one
      Given the manifests in "manifests/digits/in-pairs.yaml"
      Then within 10 seconds job "digits-in-pairs" has 2 active pods
      And for the next 30 seconds job "digits-in-pairs" is not Complete
      And within 30 seconds job "digits-in-pairs" is Complete
      And throughout job "digits-in-pairs" has at most 2 active pods
      When I run "kubectl get job digits-in-pairs"
      Then it prints "4/4"

    @W12 @A02
    Scenario: batch/v1beta1 chimes every minute
      Given the clock starts at "2018-11-20T08:00:30Z"
      And the manifests in "manifests/chime"
      When 5 minutes pass
      Then 5 jobs of cronjob "chime" have been created
      And there are at most 3 Completed pods in namespace "default"
      When I run "kubectl get cronjob chime"
      Then it prints:
        """
        NAME    SCHEDULE      SUSPEND   ACTIVE   LAST SCHEDULE   AGE
        chime   */1 * * * *   False     0        <any>           5m
        """
      When I run "kubectl logs job/chime-1542701100"
      Then it prints:
        """
        Tue Nov 20 08:05:… UTC 2018
        One minute more
        """

  Rule: An autoscaler of autoscaling/v2beta1 is kept, and read in autoscaling/v1

    @A02
    Scenario: What v1 has no field for stands in an annotation
      Given a cluster running Kubernetes 1.13 with 1 node
      And the manifests in "manifests/scaled"
      When I run "kubectl get hpa orders"
      Then it prints:
        """
        NAME     REFERENCE           TARGETS         MINPODS   MAXPODS   REPLICAS   AGE
        orders   Deployment/orders   <unknown>/100   2         10        0          <any>
        """
      When I run "kubectl get horizontalpodautoscalers.v1.autoscaling orders -o jsonpath='{.metadata.annotations.autoscaling\.alpha\.kubernetes\.io/metrics}'"
      Then it prints "http_requests"
      When I run "kubectl get horizontalpodautoscalers.v2beta1.autoscaling orders -o jsonpath='{.spec.metrics[0].object.metricName} {.spec.metrics[0].object.targetValue}'"
      Then it prints "http_requests 100"
