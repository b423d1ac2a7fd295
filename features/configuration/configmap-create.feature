@C01
Feature: ConfigMaps are made from literals, files, folders and manifests

  https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/

  Background:
    Given a cluster

  Rule: Every source becomes keys and values

    Scenario: From literals
      When I run "kubectl create configmap special-config --from-literal=special.how=very --from-literal=special.type=charm"
      Then it prints "configmap/special-config created"
      And {.data.special\.how} of configmap "special-config" is "very"
      And {.data.special\.type} of configmap "special-config" is "charm"

    Scenario: From a file: the file's name is the key
      Given the file "example/ui.properties":
        """
        color.good=purple
        color.bad=yellow
        allow.textmode=true
        how.nice.to.look=fairlyNice
        """
      When I run "kubectl create configmap ui-config --from-file=example/ui.properties"
      And I run "kubectl get configmap ui-config -o jsonpath='{.data.ui\.properties}'"
      Then it prints:
        """
        color.good=purple
        color.bad=yellow
        allow.textmode=true
        how.nice.to.look=fairlyNice
        """

    Scenario: From a file under another key
      Given the file "ui.properties":
        """
        color=purple
        """
      When I run "kubectl create configmap ui-config --from-file=interface=ui.properties"
      Then {.data.interface} of configmap "ui-config" contains "color=purple"

    Scenario: From a folder: one key for each file in it
      Given the file "configure/game.properties":
        """
        enemies=aliens
        """
      And the file "configure/ui.properties":
        """
        color=purple
        """
      And the file "configure/deeper/ignored.properties":
        """
        not=read
        """
      When I run "kubectl create configmap game-config --from-file=configure"
      Then {.data.game\.properties} of configmap "game-config" contains "enemies=aliens"
      And {.data.ui\.properties} of configmap "game-config" contains "color=purple"
      And {.data} of configmap "game-config" does not contain "not=read"

    Scenario: From an environment file: one key for each line
      Given the file "game.env":
        """
        # two settings and a comment

        ENEMIES=aliens
        LIVES=3
        """
      When I run "kubectl create configmap game-env --from-env-file=game.env"
      Then {.data.ENEMIES} of configmap "game-env" is "aliens"
      And {.data.LIVES} of configmap "game-env" is "3"

    Scenario: From a manifest
      Given the manifests in "manifests/special"
      Then {.data.special\.how} of configmap "special-config" is "very"

  Rule: Keys are file names

    Scenario: A key with a slash is refused
      Given the file "wrong.yaml":
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: wrong}
        data: {etc/passwd: root}
        """
      When I run "kubectl apply -f wrong.yaml"
      Then the command fails with "data[etc/passwd]: Invalid value: \"etc/passwd\": a valid config key must consist of alphanumeric characters, '-', '_' or '.'"

    Scenario: A file that is not there makes nothing
      When I run "kubectl create configmap nothing --from-file=missing.properties"
      Then the command fails with "error reading missing.properties: no such file or directory"
      And configmap "nothing" does not exist

    Scenario: The same name a second time is refused
      Given the manifests in "manifests/special"
      When I run "kubectl create configmap special-config --from-literal=special.how=different"
      Then the command fails with "error: failed to create configmap: configmaps \"special-config\" already exists"
