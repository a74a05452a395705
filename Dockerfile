# syntax=docker/dockerfile:1
# docker build -t musicweb . && docker run -p 8080:8080 -v musicweb:/data musicweb

FROM node:22-bookworm-slim AS assets
WORKDIR /src/wwwroot-assets
COPY wwwroot-assets/package.json wwwroot-assets/package-lock.json wwwroot-assets/.npmrc ./
RUN npm ci --ignore-scripts

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /src
# The build bundles scripts and styles itself, because Radzen's stylesheet is in its NuGet package; all it needs is the program.
COPY --from=assets /usr/local/bin/node /usr/local/bin/node
COPY . .
COPY --from=assets /src/wwwroot-assets/node_modules wwwroot-assets/node_modules
# Newer than package.json, or the build would ask for npm to install what is there.
RUN touch wwwroot-assets/node_modules/.package-lock.json \
 && dotnet publish src/MusicWeb -c Release -o /app --nologo

FROM mcr.microsoft.com/dotnet/aspnet:10.0
# The SQLite of the NuGet package is too old for what EF Core asks of it; see eng/README.md.
RUN apt-get update \
 && apt-get install -y --no-install-recommends libsqlite3-0 \
 && rm -rf /var/lib/apt/lists/* \
 && mkdir /data \
 && chown "$APP_UID" /data
WORKDIR /app
COPY --from=build /app .
ENV ASPNETCORE_HTTP_PORTS=8080 Data__Directory=/data
USER $APP_UID
VOLUME /data
EXPOSE 8080
# No curl in the image: bash opens the connection itself.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/ready HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]
ENTRYPOINT ["dotnet", "MusicWeb.dll"]
