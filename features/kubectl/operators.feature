@F06
Feature: kubectl prints what operators ask of it

  https://kubernetes.io/docs/reference/kubectl/

  Background:
    Given a cluster with 1 node

  Rule: Go templates

    https://pkg.go.dev/text/template

    Scenario: Names, images and labels of a Deployment by a template
      Given I run "kubectl create deployment web --image=nginx:1 --replicas=3"
      When I run:
        """
        kubectl get deployments -o go-template='{{range .items}}{{.metadata.name}}: {{(index .spec.template.spec.containers 0).image}}{{range $key, $value := .metadata.labels}} {{$key}}={{$value}}{{end}}{{"\n"}}{{end}}'
        """
      Then it prints:
        """
        web: nginx:1 app=web
        """
      When I run:
        """
        kubectl get deployment web -o go-template='{{if gt .spec.replicas 2}}{{printf "%-6s|" "many"}}{{else}}few{{end}}'
        """
      Then it prints:
        """
        many  |
        """

    Scenario: A secret, decoded
      Given I run "kubectl create secret generic login --from-literal=user=admin"
      When I run "kubectl get secret login -o go-template='{{.data.user | base64decode}}'"
      Then it prints:
        """
        admin
        """

    Scenario: What is wrong with a template is said with its place
      When I run "kubectl get nodes -o go-template='{{.items'"
      Then the command fails with "error: error parsing template {{.items, template: output:1: unclosed action"
      When I run "kubectl get nodes -o go-template='{{index .items 7}}'"
      Then the command fails with 'template: output:1:2: executing "output" at <index .items 7>: error calling index: index out of range: 7'

  Rule: diff shows what an apply would change

    https://kubernetes.io/docs/reference/kubectl/generated/kubectl_diff/

    Scenario: One changed value, and nothing once it is applied
      Given the file "settings.yaml":
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings}
        data: {colour: red, size: large}
        """
      And I run "kubectl apply -f settings.yaml"
      When I run "sed s/red/blue/ settings.yaml > next.yaml && kubectl diff -f next.yaml"
      Then the command fails with code 1
      And it prints:
        """
        diff -u -N /tmp/LIVE-<any>/v1.ConfigMap.default.settings /tmp/MERGED-<any>/v1.ConfigMap.default.settings
        --- /tmp/LIVE-<any>/v1.ConfigMap.default.settings…
        +++ /tmp/MERGED-<any>/v1.ConfigMap.default.settings…
        @@ -1,6 +1,6 @@
         apiVersion: v1
         data:
        -  colour: red
        +  colour: blue
           size: large
         kind: ConfigMap
         metadata:
        """
      And {.data.colour} of configmap "settings" is "red"
      When I run "kubectl apply -f next.yaml && kubectl diff -f next.yaml"
      Then the command succeeds
      And it prints "configmap/settings configured"
      And it does not print "diff"

  @A12
  Rule: The events of one object, oldest first

    Scenario: What happened to a pod, and only what went wrong
      Given I run "kubectl run web --image=nginx:1"
      And I run "kubectl run ghost --image=nowhere/nothing"
      When 20 seconds pass
      And I run "kubectl events --for pod/web"
      Then it prints:
        """
        LAST SEEN   TYPE     REASON      OBJECT    MESSAGE
        20s         Normal   Scheduled   Pod/web   Successfully assigned default/web to node-1
        <any>       Normal   Pulling     Pod/web   Pulling image "nginx:1"
        <any>       Normal   Pulled      Pod/web   Successfully pulled image "nginx:1" in …
        <any>       Normal   Created     Pod/web   Container created
        <any>       Normal   Started     Pod/web   Container started
        """
      When I run "kubectl events --types=Warning --for pod/web"
      Then it prints:
        """
        No events found in default namespace.
        """
      When I run "kubectl events --types=Odd"
      Then the command fails with "error: valid --types are Normal or Warning"

  Rule: A context has a namespace

    Scenario: Commands go where the context says
      Given I run "kubectl create namespace team"
      When I run "kubectl config set-context --current --namespace=team"
      Then it prints:
        """
        Context "simulated" modified.
        """
      When I run "kubectl run web --image=nginx"
      And I run:
        """
        kubectl get pods -A -o jsonpath='{.items[?(@.metadata.name=="web")].metadata.namespace}'
        """
      Then it prints:
        """
        team
        """
      When I run "kubectl get pod web -n default"
      Then the command fails with 'Error from server (NotFound): pods "web" not found'

  Rule: Roles, bindings and Ingresses from one line

    Scenario: Who may do what
      When I run "kubectl create role reader --verb=get,list --resource=pods,deployments.apps,pods/log --dry-run=client -o yaml"
      Then it prints:
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata:
          creationTimestamp: null
          name: reader
        rules:
        - apiGroups:
          - ""
          resources:
          - pods
          - pods/log
          verbs:
          - get
          - list
        - apiGroups:
          - apps
          resources:
          - deployments
          verbs:
          - get
          - list
        """
      When I run "kubectl create rolebinding readers --role=reader --user=jane --serviceaccount=default:robot"
      And I run "kubectl set subject rolebinding readers --group=devs"
      Then it prints:
        """
        rolebinding.rbac.authorization.k8s.io/readers subjects updated
        """
      When I run "kubectl get rolebinding readers -o jsonpath='{.subjects[*].name}'"
      Then it prints:
        """
        jane robot devs
        """

    Scenario: Two paths of one host, and a certificate
      When I run "kubectl create ingress shop --rule='shop.example.com/=web:80,tls=cert' --rule='shop.example.com/api*=api:http'"
      Then it prints "ingress.networking.k8s.io/shop created"
      When I run:
        """
        kubectl get ingress shop -o jsonpath='{range .spec.rules[0].http.paths[*]}{.pathType} {.path} {.backend.service.name}{"\n"}{end}{.spec.tls[0].secretName}'
        """
      Then it prints:
        """
        Exact / web
        Prefix /api api
        cert
        """

  Rule: Tables as kubectl sorts and labels them

    Scenario: Labels as columns, and the column of namespaces
      Given I run:
        """
        kubectl create configmap a --from-literal=x=1
        kubectl label configmap a tier=front
        """
      When I run "kubectl get configmaps -L tier,zone"
      Then it prints:
        """
        NAME               DATA   AGE   TIER    ZONE
        a                  1      0s    front
        kube-root-ca.crt   1      60s
        """
      When I run "kubectl get configmaps,nodes -A"
      Then it prints "NAMESPACE   NAME          STATUS   ROLES"

    Scenario: Sorting by a field that nothing has shows nothing
      When I run "kubectl get nodes --sort-by=.spec.nothing"
      Then it prints:
        """
        No resources found
        """

    Scenario: A command that does not exist has neighbours
      When I run "kubectl gett nodes"
      Then the command fails with 'error: unknown command "gett" for "kubectl"'
      And the command fails with "Did you mean this?"
