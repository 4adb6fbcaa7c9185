# Not built where Solitexto is developed: it runs deploy/install.sh on a bare Debian, and that
# script is what the tests run.
#   docker build -t solitexto .
FROM debian:13-slim

COPY . /usr/src/solitexto
RUN sh /usr/src/solitexto/deploy/install.sh /opt/solitexto \
    && rm -rf /usr/src/solitexto /var/lib/apt/lists/* \
    && useradd --system --create-home --home-dir /var/lib/solitexto solitexto

USER solitexto
WORKDIR /var/lib/solitexto
VOLUME /var/lib/solitexto
EXPOSE 8000
ENTRYPOINT ["/opt/solitexto/bin/solitexto"]
CMD ["serve", "--host", "0.0.0.0"]
