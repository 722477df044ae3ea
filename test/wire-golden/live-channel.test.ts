import { liveChannelCases } from './cases/live-channel.ts';
import { holdGoldens } from './support/run.ts';

holdGoldens(liveChannelCases);
