export type { AccountConfig, BucketConfig, Config, KeyConfig } from './config/config.ts';
export { ConfigError } from './config/config.ts';
export { type RunningServer, type ServerOptions, startServer } from './server/start.ts';
