// The package's front door warns on the console about Node 20; this inner one is the same class without the warning.
declare module 'oidc-provider/lib/provider.js' {
  export { Provider } from 'oidc-provider';
}
