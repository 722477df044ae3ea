import { addressingCases } from './cases/addressing.ts';
import { profileCases } from './cases/profiles.ts';
import { protocolCases } from './cases/protocol.ts';
import { holdGoldens } from './support/run.ts';

holdGoldens(protocolCases);
holdGoldens(addressingCases);
holdGoldens(profileCases);
