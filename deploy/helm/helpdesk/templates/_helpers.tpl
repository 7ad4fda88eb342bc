{{/* The three roles of boot/planInstance.ts, each a Deployment. */}}
{{- define "helpdesk.roles" -}}
channels workers admin
{{- end }}

{{/* Cut so that the longest suffix fits a label's 63 characters. */}}
{{- define "helpdesk.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- ternary .Release.Name (printf "%s-%s" .Release.Name $name) (contains $name .Release.Name) | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end }}

{{/* What pods are chosen by; never changes. Takes the root; `role` is added by helpdesk.roleSelector. */}}
{{- define "helpdesk.selector" -}}
app.kubernetes.io/name: {{ default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{/* Takes a dict of root and role. */}}
{{- define "helpdesk.roleSelector" -}}
{{ include "helpdesk.selector" .root }}
app.kubernetes.io/component: {{ .role }}
{{- end }}

{{- define "helpdesk.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{ include "helpdesk.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: helpdesk
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "helpdesk.roleLabels" -}}
{{ include "helpdesk.labels" .root }}
app.kubernetes.io/component: {{ .role }}
{{- end }}

{{- define "helpdesk.image" -}}
{{- $image := .Values.image -}}
{{- if $image.digest -}}
{{ $image.repository }}@{{ $image.digest }}
{{- else -}}
{{ $image.repository }}:{{ default .Chart.AppVersion $image.tag }}
{{- end -}}
{{- end }}

{{- define "helpdesk.serviceAccount" -}}
{{- default (include "helpdesk.fullname" .) .Values.serviceAccount.name -}}
{{- end }}

{{/* Whether something else than the Deployment says how many pods a role has. */}}
{{- define "helpdesk.isScaled" -}}
{{- $scaled := (index .root.Values.roles .role).autoscaling.enabled -}}
{{- if or $scaled (and (eq .role "workers") .root.Values.keda.enabled) -}}yes{{- end -}}
{{- end }}

{{/* How fast pods come and go: up at once and doubling, down by one a minute after five quiet minutes. */}}
{{- define "helpdesk.scalingBehavior" -}}
scaleUp:
  stabilizationWindowSeconds: 0
  selectPolicy: Max
  policies:
    - { type: Percent, value: 100, periodSeconds: 60 }
    - { type: Pods, value: 2, periodSeconds: 60 }
scaleDown:
  stabilizationWindowSeconds: 300
  policies:
    - { type: Pods, value: 1, periodSeconds: 60 }
{{- end }}

{{/* Host names of the two addresses; channels are reached at the console's unless told. */}}
{{- define "helpdesk.consoleHost" -}}
{{- (urlParse .Values.config.PUBLIC_URL).hostname -}}
{{- end }}

{{- define "helpdesk.channelsHost" -}}
{{- (urlParse (default .Values.config.PUBLIC_URL .Values.config.CHANNELS_PUBLIC_URL)).hostname -}}
{{- end }}
