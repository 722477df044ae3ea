import { xmlDocument } from '../../xml/write.ts';
import { accountQos, qosElements } from '../bucket/qos/configuration.ts';
import { operation, xmlAnswer } from '../operation.ts';

/** What the caller's account may use in this region (operations.md §11.7). */
export const getUserQosInfo = operation({
  name: 'GetUserQosInfo',
  method: 'GET',
  resource: 'service',
  subResource: 'qosInfo',
  action: 'oss:GetUserQosInfo',
  access: 'manage',
  support: 'works',
  run({ service }) {
    const elements = qosElements(accountQos(service.limits.account));
    return xmlAnswer(xmlDocument(['QoSConfiguration', [['Region', `oss-${service.region}`], ...elements]]));
  },
});
