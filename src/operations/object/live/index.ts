import type { Operation } from '../../operation.ts';
import { deleteLiveChannel } from './deleteLiveChannel.ts';
import { getLiveChannelHistory } from './getLiveChannelHistory.ts';
import { getLiveChannelInfo } from './getLiveChannelInfo.ts';
import { getLiveChannelStat } from './getLiveChannelStat.ts';
import { getVodPlaylist } from './getVodPlaylist.ts';
import { postVodPlaylist } from './postVodPlaylist.ts';
import { putLiveChannel } from './putLiveChannel.ts';
import { putLiveChannelStatus } from './putLiveChannelStatus.ts';

export const liveChannelOperations: readonly Operation[] = [
  putLiveChannel,
  getLiveChannelInfo,
  getLiveChannelStat,
  getLiveChannelHistory,
  putLiveChannelStatus,
  deleteLiveChannel,
  postVodPlaylist,
  getVodPlaylist,
];
