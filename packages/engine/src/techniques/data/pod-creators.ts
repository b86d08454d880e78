// Operators whose objects are pods of their author's own design: group, resources, and where the pod spec stands.

export interface CreatorKind {
  readonly resource: string;
  /** Where the pod spec, or what becomes of it, stands. */
  readonly podSpec: string;
  /** The pods show Secrets, accounts and claims of the author's choice, but cannot be privileged. */
  readonly contained?: true;
  /** Changing an existing object starts no new pod. */
  readonly fixed?: true;
  /** What must happen besides. */
  readonly when?: string;
}

export interface PodCreator {
  readonly operator: string;
  readonly group: string;
  readonly kinds: readonly CreatorKind[];
}

const template = (...resources: readonly string[]): CreatorKind[] => resources.map((resource) => ({ resource, podSpec: '/spec/template/spec' }));

export const POD_CREATORS: readonly PodCreator[] = [
  {
    operator: 'Argo Workflows', group: 'argoproj.io', kinds: [
      { resource: 'workflows', podSpec: '/spec/templates', fixed: true },
      { resource: 'cronworkflows', podSpec: '/spec/workflowSpec/templates' },
      { resource: 'workflowtemplates', podSpec: '/spec/templates', when: 'a workflow is submitted from the template' },
    ],
  },
  { operator: 'Argo Rollouts', group: 'argoproj.io', kinds: [...template('rollouts'), { resource: 'experiments', podSpec: '/spec/templates/*/template/spec' }, { resource: 'analysisruns', podSpec: '/spec/metrics/*/provider/job/spec/template/spec', fixed: true }] },
  { operator: 'Argo Events', group: 'argoproj.io', kinds: [{ resource: 'sensors', podSpec: '/spec/template' }, { resource: 'eventsources', podSpec: '/spec/template' }] },
  {
    operator: 'Tekton', group: 'tekton.dev', kinds: [
      { resource: 'taskruns', podSpec: '/spec/taskSpec', fixed: true },
      { resource: 'pipelineruns', podSpec: '/spec/pipelineSpec/tasks/*/taskSpec', fixed: true },
      { resource: 'tasks', podSpec: '/spec', when: 'a run of the task starts' },
      { resource: 'pipelines', podSpec: '/spec/tasks/*/taskSpec', when: 'a run of the pipeline starts' },
    ],
  },
  { operator: 'Knative', group: 'serving.knative.dev', kinds: template('services', 'configurations').map((kind) => ({ ...kind, contained: true as const })) },
  {
    operator: 'KubeVirt', group: 'kubevirt.io', kinds: [
      { resource: 'virtualmachines', podSpec: '/spec/template/spec', contained: true },
      { resource: 'virtualmachineinstances', podSpec: '/spec', contained: true, fixed: true },
      { resource: 'virtualmachineinstancereplicasets', podSpec: '/spec/template/spec', contained: true },
    ],
  },
  { operator: 'Spark', group: 'sparkoperator.k8s.io', kinds: [{ resource: 'sparkapplications', podSpec: '/spec/driver' }, { resource: 'scheduledsparkapplications', podSpec: '/spec/template/driver' }] },
  {
    operator: 'Ray', group: 'ray.io', kinds: [
      { resource: 'rayclusters', podSpec: '/spec/headGroupSpec/template/spec' },
      { resource: 'rayjobs', podSpec: '/spec/rayClusterSpec/headGroupSpec/template/spec' },
      { resource: 'rayservices', podSpec: '/spec/rayClusterConfig/headGroupSpec/template/spec' },
    ],
  },
  { operator: 'Flink', group: 'flink.apache.org', kinds: [{ resource: 'flinkdeployments', podSpec: '/spec/podTemplate/spec' }] },
  { operator: 'Prometheus operator', group: 'monitoring.coreos.com', kinds: ['prometheuses', 'prometheusagents', 'alertmanagers', 'thanosrulers'].map((resource) => ({ resource, podSpec: '/spec' })) },
  { operator: 'Kubeflow', group: 'kubeflow.org', kinds: [...template('notebooks'), ...['tfjobs', 'pytorchjobs', 'mpijobs', 'xgboostjobs', 'paddlejobs', 'jaxjobs'].map((resource) => ({ resource, podSpec: '/spec/*ReplicaSpecs/*/template/spec' }))] },
  { operator: 'KServe', group: 'serving.kserve.io', kinds: [{ resource: 'inferenceservices', podSpec: '/spec/predictor' }] },
  { operator: 'Actions Runner Controller', group: 'actions.github.com', kinds: template('autoscalingrunnersets', 'ephemeralrunnersets', 'ephemeralrunners') },
  { operator: 'Actions Runner Controller (first)', group: 'actions.summerwind.dev', kinds: [{ resource: 'runners', podSpec: '/spec' }, ...template('runnerdeployments', 'runnersets')] },
  { operator: 'Volcano', group: 'batch.volcano.sh', kinds: [{ resource: 'jobs', podSpec: '/spec/tasks/*/template/spec' }] },
  { operator: 'JobSet', group: 'jobset.x-k8s.io', kinds: [{ resource: 'jobsets', podSpec: '/spec/replicatedJobs/*/template/spec/template/spec' }] },
  { operator: 'LeaderWorkerSet', group: 'leaderworkerset.x-k8s.io', kinds: [{ resource: 'leaderworkersets', podSpec: '/spec/leaderWorkerTemplate/workerTemplate/spec' }] },
  { operator: 'OpenKruise', group: 'apps.kruise.io', kinds: [...template('clonesets', 'statefulsets', 'daemonsets', 'broadcastjobs'), { resource: 'advancedcronjobs', podSpec: '/spec/template/jobTemplate/spec/template/spec' }] },
  { operator: 'KEDA', group: 'keda.sh', kinds: [{ resource: 'scaledjobs', podSpec: '/spec/jobTargetRef/template/spec' }] },
  { operator: 'Agones', group: 'agones.dev', kinds: [...template('gameservers'), { resource: 'fleets', podSpec: '/spec/template/spec/template/spec' }] },
  { operator: 'OpenTelemetry operator', group: 'opentelemetry.io', kinds: [{ resource: 'opentelemetrycollectors', podSpec: '/spec' }] },
  { operator: 'Elastic Cloud on Kubernetes', group: 'elasticsearch.k8s.elastic.co', kinds: [{ resource: 'elasticsearches', podSpec: '/spec/nodeSets/*/podTemplate/spec' }] },
  { operator: 'OpenShift', group: 'apps.openshift.io', kinds: template('deploymentconfigs') },
];
