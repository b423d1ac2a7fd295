Feature: Manifests are read as they are

  Files of many documents, with comments in any language, lists and templates of every kind; what is wrong with one is
  told with all its faults at once.

  Background:
    Given a cluster

  Rule: All documents of a file are read, and empty ones are no documents

    Scenario: Five documents, three objects, two languages
      Given the file "all.yaml":
        """
        # 配置:应用启动时读取
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: settings   # 名称
        data:
          greeting: 你好
        ---
        ---
        # Nothing here but a comment.
        ---
        apiVersion: v1
        kind: List
        items:
          - {apiVersion: v1, kind: Namespace, metadata: {name: java}}
          - {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [{port: 80}]}}
        """
      When I run "kubectl apply -f all.yaml"
      Then it prints:
        """
        configmap/settings created
        namespace/java created
        service/web created
        """
      And {.data.greeting} of configmap "settings" is "你好"

    Scenario: A folder, with the folders in it
      Given the file "configs/one.yaml":
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: one}
        """
      And the file "configs/deeper/two.yaml":
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: two}
        """
      When I run "kubectl apply -R -f configs/"
      Then configmap "one" exists
      And configmap "two" exists

  Rule: What is wrong is refused with its place

    Scenario: A document that is no YAML names the line that its error begins in
      Given the file "broken.yaml":
        """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: broken
         data: {}
        """
      When I run "kubectl apply -f broken.yaml"
      Then the command fails with "error: error parsing broken.yaml: error converting YAML to JSON: yaml: line 4: did not find expected key"

    Scenario: A field that does not exist, with its path
      Given the file "typo.yaml":
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replica: 3
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              containers: [{name: web, imagee: nginx}]
        """
      When I run "kubectl apply -f typo.yaml"
      Then the command fails with "unknown field \"spec.replica\""
      And the command fails with "unknown field \"spec.template.spec.containers[0].imagee\""

    Scenario: A kind that does not exist
      Given the file "unknown.yaml":
        """
        apiVersion: apps/v1
        kind: Deploiment
        metadata: {name: web}
        """
      When I run "kubectl apply -f unknown.yaml"
      Then the command fails with "no matches for kind \"Deploiment\" in version \"apps/v1\""

    Scenario: A bad document does not hold back the good ones beside it
      Given the file "mixed.yaml":
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: Wrong_Name}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: right}
        """
      When I run "kubectl apply -f mixed.yaml"
      Then the command fails with "metadata.name: Invalid value: \"Wrong_Name\""
      And configmap "right" exists
