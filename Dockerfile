# The image of ossmock: docker build -t ossmock . (docs/ci.md says how it is used).
ARG NODE_IMAGE=docker.io/library/node:26-slim

# Builds on the builder's own architecture, for any: nothing of the target's is run, so no emulation is needed.
FROM --platform=${BUILDPLATFORM} ${NODE_IMAGE} AS build
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build --silent
# What runs. Node has SQLite built in, so the package for older versions stays out.
ARG TARGETARCH
RUN mkdir -p /out/app /out/data \
 && cp -r dist config package.json package-lock.json .npmrc LICENSE /out/app/ \
 && cd /out/app \
 && npm ci --omit=dev --ignore-scripts --os=linux --libc=glibc --cpu="$(echo "${TARGETARCH:-$(node -p process.arch)}" | sed s/amd64/x64/)" \
 && rm -rf node_modules/@photostructure node_modules/node-addon-api node_modules/node-gyp-build dist/types \
           node_modules/.package-lock.json package-lock.json .npmrc \
 && find node_modules -type f \( -name '*.md' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' -o -name '*.map' \) \
         ! -iname 'license*' -delete

FROM ${NODE_IMAGE}
COPY --from=build /out/app /app
COPY --from=build --chown=10001:10001 /out/data /data
ENV NODE_ENV=production \
    OSSMOCK_HOST=0.0.0.0 \
    OSSMOCK_DATA=/data
USER 10001:10001
VOLUME /data
EXPOSE 9000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --start-interval=500ms --retries=3 \
    CMD ["node", "/app/dist/cli.js", "health"]
ENTRYPOINT ["node", "/app/dist/cli.js"]
CMD ["serve"]
