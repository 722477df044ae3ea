import type { Facts } from '../errors/oss-error.ts';
import { refuse } from '../errors/refuse.ts';
import type { Claim } from './claim.ts';
import { shown } from './text.ts';

/**
 * Holds the scope of a V4 signature against the endpoint: product, then region (access.md §6.5). Other claims pass.
 * @param region of the endpoint, `cn-hangzhou` or a cloud box id such as `cb-123`; undefined leaves the region unchecked.
 * @returns what was compared.
 * @throws OssError `v4-scope-product`, `v4-scope-region` and their URL twins.
 */
export function checkScope(claim: Claim, region: string | undefined): Facts {
  if (claim.mode !== 'v4-header' && claim.mode !== 'v4-url') return {};
  const { scope } = claim;
  const expected = { region, products: productsOf(region) };
  const facts: Facts = { scope, expected };
  if (!expected.products.includes(scope.product)) {
    throw (
      claim.mode === 'v4-header'
        ? refuse('v4-scope-product', { Authorization: shown(claim.authorization) })
        : refuse('v4-url-scope-product')
    ).because(facts);
  }
  if (region !== undefined && scope.region !== region) {
    throw (
      claim.mode === 'v4-header'
        ? refuse('v4-scope-region', { Authorization: shown(claim.authorization) })
        : refuse('v4-url-scope-region')
    ).because(facts);
  }
  return facts;
}

/** The products that a signature for an endpoint may name. @param region of the endpoint, as in checkScope. */
export function productsOf(region: string | undefined): readonly string[] {
  if (region === undefined) return ['oss', 'oss-cloudbox'];
  return region.startsWith('cb-') ? ['oss-cloudbox'] : ['oss'];
}
