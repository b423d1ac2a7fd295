@N10 @N04 @N05
Feature: Which pod serves how many requests

  https://kubernetes.io/docs/reference/networking/virtual-ips/

  Rule: One after the other with IPVS

    Scenario: Each of three pods has served a third, exactly
      Given a cluster with 1 node
      And kube-proxy is configured with:
        """
        mode: ipvs
        """
      And the manifests in "manifests/shop"
      And within 1 minute deployment "web" has 3 available replicas
      And clients send 90 requests per second to service "web"
      When 10 seconds pass
      Then each pod of deployment "web" has served between 33.3% and 33.4% of the requests

  Rule: A client that sticks to its pod stays there while the pod does

    Scenario: Session affinity
      Given a cluster with 2 nodes
      And the manifests in "manifests/shop"
      And I run:
        """
        kubectl patch service web --patch '{"spec":{"sessionAffinity":"ClientIP"}}'
        """
      And within 1 minute deployment "web" has 3 available replicas
      And clients on node "node-1" send 50 requests per second to service "web"
      When 10 seconds pass
      Then never each pod of deployment "web" has served at least 1% of the requests
      And no request has failed

  Rule: A headless Service is its pods' addresses, one of which a client takes

    Scenario: About as many each
      Given a cluster with 2 nodes
      And the file "headless.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: bare}
        spec: {clusterIP: None, selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
        """
      And the manifests in "manifests/shop"
      And I run "kubectl apply -f headless.yaml"
      And within 1 minute deployment "web" has 3 available replicas
      And 5 seconds pass
      And clients send 90 requests per second to service "bare"
      When 30 seconds pass
      Then each pod of deployment "web" has served between 29% and 38% of the requests

  Rule: A load balancer knows which nodes can answer

    Scenario: With externalTrafficPolicy Local its checks leave out nodes without a pod
      Given a cluster with 3 nodes
      And a cloud that provides load balancers
      And the file "balanced.yaml":
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {type: LoadBalancer, externalTrafficPolicy: Local, selector: {app: web}, ports: [{port: 80}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: web, labels: {app: web}}
        spec: {nodeName: node-2, containers: [{name: web, image: "shop/web:1", ports: [{containerPort: 80}]}]}
        """
      And I run "kubectl apply -f balanced.yaml"
      And 2 minutes pass
      And clients outside of the cluster send 30 requests per second to service "web"
      When 30 seconds pass
      Then no request has failed
      And pod "web" has served 100% of the requests
