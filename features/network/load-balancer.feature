@N05
Feature: A cloud may give a Service a load balancer

  https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer

  Rule: Without a cloud the Service waits for its address

    Scenario: <pending>, and a node port all the same
      Given a cluster with 2 nodes
      When I run "kubectl create service loadbalancer web --tcp=80"
      And 10 minutes pass
      And I run "kubectl get service web"
      Then it prints:
        """
        NAME   TYPE           CLUSTER-IP…
        web    LoadBalancer   … <pending>     80:…
        """

  Rule: The cloud makes a load balancer, and takes it away before the Service is gone

    Background:
      Given a cluster with 3 nodes
      And a cloud that provides load balancers
      And the file "web.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80, targetPort: 9376}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: web, labels: {app: web}}
        spec:
          nodeName: node-1
          containers: [{name: main, image: serve_hostname}]
        """
      And I run "kubectl apply -f web.yaml"

    Scenario: It has an address after a while, which leads to the pods
      Then {.status.loadBalancer.ingress[0].ip} of service "web" is empty
      And within 1 second {.metadata.finalizers} of service "web" contains "service.kubernetes.io/load-balancer-cleanup"
      And within 1 minute {.status.loadBalancer.ingress[0].ip} of service "web" is "198.51.100.1"
      When 2 seconds pass
      And I run "kubectl get service web"
      Then it prints:
        """
        NAME   TYPE           CLUSTER-IP…
        web    LoadBalancer   … 198.51.100.1   80:…
        """
      When I run "curl -s http://198.51.100.1"
      Then it prints "web"
      When I run "curl -m 2 http://198.51.100.1:81"
      Then the command fails with code 28
      When I run "kubectl describe service web"
      Then it prints "LoadBalancer Ingress:     198.51.100.1 (VIP)"
      And event "EnsuringLoadBalancer" is recorded for service "web"
      And event "EnsuredLoadBalancer" is recorded for service "web" with message "Ensured load balancer"

    Scenario: A deleted Service goes when its load balancer has gone
      Given within 1 minute {.status.loadBalancer.ingress[0].ip} of service "web" is "198.51.100.1"
      When I start "kubectl delete service web"
      And 2 seconds pass
      Then {.metadata.deletionTimestamp} of service "web" is not empty
      And event "DeletingLoadBalancer" is recorded for service "web" with message "Deleting load balancer"
      And within 1 minute service "web" does not exist
      When I run "curl -m 2 http://198.51.100.1"
      Then the command fails with code 28

    Scenario: Another type gives the load balancer up
      Given within 1 minute {.status.loadBalancer.ingress[0].ip} of service "web" is "198.51.100.1"
      When I run "kubectl patch service web -p 'spec: {type: NodePort}'"
      Then {.status.loadBalancer.ingress} of service "web" is empty
      And within 1 minute event "DeletedLoadBalancer" is recorded for service "web" with message "Deleted load balancer"
      And {.metadata.finalizers} of service "web" is empty

    Scenario: It may ask for an address of its own
      When I run "kubectl patch service web -p 'spec: {loadBalancerIP: 203.0.113.50}'"
      Then within 2 minutes {.status.loadBalancer.ingress[0].ip} of service "web" is "203.0.113.50"

    Scenario: Only some sources may come
      Given I run "kubectl patch service web -p 'spec: {loadBalancerSourceRanges: [192.0.2.0/24]}'"
      And within 1 minute {.status.loadBalancer.ingress[0].ip} of service "web" is "198.51.100.1"
      And 2 seconds pass
      When I run "curl -m 2 http://198.51.100.1"
      Then the command fails with code 28

    Scenario: One with a class of its own is left to somebody else
      Given the file "other.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: other}
        spec: {type: LoadBalancer, loadBalancerClass: example.com/own, ports: [{port: 80}]}
        """
      When I run "kubectl apply -f other.yaml"
      Then for the next 5 minutes {.status.loadBalancer.ingress} of service "other" is empty
      And {.metadata.finalizers} of service "other" is empty

  Rule: A cloud has so many load balancers and no more

    Scenario: The second waits until the first is gone
      Given a cluster with 2 nodes
      And a cloud that provides 1 load balancer
      When I run "kubectl create service loadbalancer first --tcp=80"
      And 1 minute passes
      And I run "kubectl create service loadbalancer second --tcp=80"
      Then within 1 minute event "SyncLoadBalancerFailed" is recorded for service "second" with message "Error syncing load balancer: failed to ensure load balancer: the cloud's quota of 1 load balancer is used up"
      When I start "kubectl delete service first"
      Then within 10 minutes {.status.loadBalancer.ingress[0].ip} of service "second" is "198.51.100.2"

  Rule: Traffic comes to nodes that answer, and under the policy Local to those with ready pods

    Background:
      Given a cluster with 3 nodes
      And a cloud that provides load balancers
      And the file "web.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec:
          type: LoadBalancer
          externalTrafficPolicy: Local
          healthCheckNodePort: 32000
          selector: {app: web}
          ports: [{port: 80, targetPort: 9376}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: one, labels: {app: web}}
        spec:
          nodeName: node-1
          containers: [{name: main, image: serve_hostname}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: two, labels: {app: web}}
        spec:
          nodeName: node-2
          containers: [{name: main, image: serve_hostname}]
        """
      And I run "kubectl apply -f web.yaml"
      And within 1 minute {.status.loadBalancer.ingress[0].ip} of service "web" is "198.51.100.1"
      And 30 seconds pass

    Scenario: kube-proxy tells at the health check port how many endpoints its node has
      When I run "curl -s http://192.0.2.1:32000/healthz"
      Then it prints '"localEndpoints": 1,'
      When I run "curl -s -o /dev/null -w %{http_code} http://192.0.2.3:32000/healthz"
      Then it prints "503"

    Scenario: Every request is answered though one node has no pod
      When I run "for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do curl -s -m 2 http://198.51.100.1; echo; done | sort -u"
      Then it prints:
        """
        one
        two
        """

    Scenario: A node whose last pod has gone gets no more requests after three checks
      When I run "kubectl delete pod two --force --grace-period=0"
      And 1 second passes
      And I run "for i in 1 2 3 4 5 6 7 8 9 10; do curl -s -m 2 http://198.51.100.1 || echo failed; echo; done | sort -u"
      Then it prints "failed"
      When 30 seconds pass
      And I run "for i in 1 2 3 4 5 6 7 8 9 10; do curl -s -m 2 http://198.51.100.1 || echo failed; echo; done | sort -u"
      Then it prints "one"
      And it does not print "failed"

    Scenario: A node that stops answering is found out by its checks, and stays a target
      When node "node-1" stops answering
      And 30 seconds pass
      And I run "for i in 1 2 3 4 5 6 7 8 9 10; do curl -s -m 2 http://198.51.100.1 || echo failed; echo; done | sort -u"
      Then it prints "two"
      And it does not print "failed"
      When I run "kubectl get events --field-selector reason=UpdatedLoadBalancer"
      Then it prints "No resources found in default namespace."

    Scenario: A node with the label for it is taken out, and one that joins comes in
      When I run "kubectl label node node-1 node.kubernetes.io/exclude-from-external-load-balancers=true"
      Then within 1 minute event "UpdatedLoadBalancer" is recorded for service "web" with message "Updated load balancer with new hosts"
      When I run "for i in 1 2 3 4 5 6 7 8 9 10; do curl -s -m 2 http://198.51.100.1; echo; done | sort -u"
      Then it prints "two"
      And it does not print "one"

  Rule: Until 1.26 a node that is not ready leaves the load balancer

    Scenario: Another one is given no node at all
      Given a cluster running Kubernetes 1.22 with 1 node
      And a cloud that provides load balancers
      And I run "kubectl create service loadbalancer web --tcp=80"
      And within 1 minute {.status.loadBalancer.ingress[0].ip} of service "web" is "198.51.100.1"
      When node "node-1" stops answering
      Then within 2 minutes event "UnAvailableLoadBalancer" is recorded for service "web" with message "There are no available nodes for LoadBalancer"

