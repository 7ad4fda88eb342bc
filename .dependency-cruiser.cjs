module.exports = {
  forbidden: [{ name: 'x', severity: 'error', from: { path: '^core/a' }, to: { path: '^core/b' } }],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
  },
};
