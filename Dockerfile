# Two stages: what npm needs stays behind. Node runs the TypeScript as it is; there is nothing to build.
FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Node itself is among the optional packages, for developers' machines; the image has one.
RUN npm ci --omit=dev && rm -rf node_modules/node-* node_modules/.bin/node

FROM node:24-bookworm-slim
ENV NODE_ENV=production CHATELAINE_DATA_DIR=/data CHATELAINE_CONFIG=/config/chatelaine.yaml PORT=3000
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY package.json LICENSE ./
COPY manifests manifests
COPY src src
RUN install -d -o node -g node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# The flags of `npm start`: PostgreSQL in WebAssembly without its optimising compiler, and a small young heap.
CMD ["node", "--liftoff-only", "--max-semi-space-size=8", "src/main.ts", "start"]
