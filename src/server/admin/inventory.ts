import type { FastifyInstance } from 'fastify';
import { makeReports, type ReportParts } from '../../operations/bucket/inventory/report/report.ts';

/** `POST /_ossmock/inventory` makes the reports of all inventories now, whatever their schedules. */
export function inventoryRoutes(app: FastifyInstance, parts: ReportParts): void {
  app.post('/_ossmock/inventory', async () => ({ reports: await makeReports(parts) }));
}
