# Serves Barometer in a Hugging Face Space or anywhere else: port 7860, user 1000, no build tools in the result.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
# The address of the site is written into the social card's link when the pages are built.
ARG SITE_URL=
RUN SITE_URL="$SITE_URL" npm run build

FROM node:24-slim
# The image brings the user "node" with uid 1000, which a Space runs as.
USER node
WORKDIR /home/node/app
ENV NODE_ENV=production PORT=7860 HOSTNAME=0.0.0.0 DATA_DIR=/home/node/data
# A volume that is mounted here for the first time takes its owner.
RUN mkdir -p /home/node/data
COPY --from=build --chown=node:node /app/.next/standalone ./
EXPOSE 7860
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then(({ ok }) => process.exit(ok ? 0 : 1)).catch(() => process.exit(1))"]
CMD ["node", "server.js"]
