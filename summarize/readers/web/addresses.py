"""Which addresses a host has, and which of them are on the public internet.

A page that is fetched for somebody else must not open what only this machine can reach: itself, its
neighbours, or the metadata of its cloud. So what counts is the address, never how a URL spells it.
"""

from __future__ import annotations

import ipaddress
import socket

from summarize.errors import ReadError

_GLOBAL_IPV6 = ipaddress.IPv6Network("2000::/3")  # all that is given out; the rest is local or for tests
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # an IPv4 address in its last 32 bits
_NOT_PUBLIC = tuple(  # where versions of Python differ, and what their tables do not have
    ipaddress.ip_network(network)
    for network in (
        "168.63.129.16/32",  # what Azure answers its machines from
        "192.0.0.0/24",  # protocols; Oracle's cloud answers its machines from it
        "192.88.99.0/24",  # relays to 6to4
        "2001::/23",  # protocols, and Teredo, a tunnel to IPv4
        "2001:db8::/32",  # examples
        "2002::/16",  # 6to4, a tunnel to IPv4
        "3fff::/20",  # examples
    )
)


def addresses_of(host: str, port: int, *, allow_private: bool = False) -> list[str]:
    """Return the IP addresses of a host, in the order to try them.

    Args:
        host: a name or an IP address.
        port: where it will be connected to.
        allow_private: whether addresses that are not on the public internet are fine too.

    Raises:
        ReadError: the host has no address, or one that is not public: then none of them is trusted.

    >>> addresses_of("127.0.0.1", 80, allow_private=True)
    ['127.0.0.1']
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ReadError(f"no address is known for the host {host} ({reason})") from error
    addresses = list(dict.fromkeys(str(address[0]) for *_, address in found))
    private = next((address for address in addresses if not is_public(address)), None)
    if private is not None and not allow_private:
        raise ReadError(
            f"the host {host} has the address {private}, which is not on the public internet; "
            "if you trust this URL, allow private hosts (--allow-private-hosts on the command line)"
        )
    return addresses


def is_public(address: str) -> bool:
    """Return whether an IP address is one host on the public internet.

    An IPv6 address that carries an IPv4 one counts as that if it is mapped or NAT64's; those of other
    tunnels (6to4, Teredo) are never public. A NAT64 prefix that a network chose itself cannot be told.

    >>> [is_public(address) for address in ("1.1.1.1", "10.0.0.1", "::1", "::ffff:169.254.169.254")]
    [True, False, False, False]
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_public(str(ip.ipv4_mapped))
        if ip in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)))
        if ip not in _GLOBAL_IPV6:
            return False
    listed = any(ip.version == network.version and ip in network for network in _NOT_PUBLIC)
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or listed)
