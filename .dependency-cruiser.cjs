/** The house's import rules: data flows one way, and no wing knows another. */
const TESTS = '\\.(test|fixture|setup)\\.tsx?$|/testing(\\.ts$|/)|^test/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'core-stands-alone',
      comment: 'core is what the helpdesk is; it imports none of the other wings',
      severity: 'error',
      from: { path: '^core/', pathNot: TESTS },
      to: { path: '^(channels|workers|admin|sandbox|boot|scripts|test)/' },
    },
    {
      name: 'channels-know-core-only',
      severity: 'error',
      from: { path: '^channels/', pathNot: TESTS },
      to: { path: '^(workers|admin|sandbox|boot|scripts|test)/' },
    },
    {
      name: 'one-channel-never-imports-another',
      comment: 'what channels share is in channels/edge',
      severity: 'error',
      from: { path: '^channels/([^/]+)/' },
      to: { path: '^channels/([^/]+)/', pathNot: ['^channels/$1/', '^channels/edge/'] },
    },
    {
      name: 'workers-know-core-only',
      severity: 'error',
      from: { path: '^workers/', pathNot: TESTS },
      to: { path: '^(channels|admin|sandbox|boot|scripts|test)/' },
    },
    {
      name: 'admin-knows-core-only',
      severity: 'error',
      from: { path: '^admin/', pathNot: TESTS },
      to: { path: '^(channels|workers|sandbox|boot|scripts|test)/' },
    },
    {
      name: 'the-outside-does-not-know-the-house',
      comment: 'the sandbox stands for other systems: core types at the most, reached over HTTP only',
      severity: 'error',
      from: { path: '^sandbox/', pathNot: TESTS },
      to: { path: '^(core|channels|workers|admin|boot|scripts|test)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-the-composition-root-sees-all',
      severity: 'error',
      from: { pathNot: ['^main\\.ts$', '^boot/', '^test/', '^bench/', TESTS] },
      to: { path: '^boot/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-tests-in-the-product',
      severity: 'error',
      from: { path: '^(main\\.ts|boot/|channels/|core/|workers/|admin/|sandbox/)', pathNot: TESTS },
      to: { path: TESTS },
    },
    {
      name: 'no-dev-dependencies-in-the-product',
      severity: 'error',
      from: { path: '^(main\\.ts|boot/|channels/|core/|workers/|admin/|sandbox/)', pathNot: TESTS },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.data)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
