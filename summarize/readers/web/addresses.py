"""Which addresses a host has, and which of them are on the public internet.

A page that is fetched for somebody else must not open what only this machine can reach: itself, its
neighbours, or the metadata of its cloud. So what counts is the address, never how a URL spells it.
"""

from __future__ import annotations

import ipaddress
import socket

from summarize.errors import ReadError

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_GLOBAL_IPV6 = ipaddress.IPv6Network("2000::/3")  # all that is given out; the rest is local or for tests
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # an IPv4 address in its last 32 bits
_LAST_BITS = (  # others with an IPv4 address in the last 32 bits
    ipaddress.IPv6Network("::/96"),
    ipaddress.IPv6Network("::ffff:0:0:0/96"),  # SIIT, RFC 2765
    ipaddress.IPv6Network("64:ff9b:1::/48"),  # local NAT64, RFC 8215
)
_ISATAP, _ISATAP_MASK = 0x5EFE, 0xFDFF_FFFF  # RFC 5214: ::0:5efe:a.b.c.d, or ::200:5efe:…
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

_METADATA = tuple(  # where clouds give their machines data and secrets
    ipaddress.ip_network(network)
    for network in (
        "169.254.0.0/16",  # link-local: AWS, Google, Azure, DigitalOcean and others
        "168.63.129.16/32",  # Azure
        "192.0.0.192/32",  # Oracle
        "100.100.100.200/32",  # Alibaba
        "fd00:ec2::/32",  # AWS
        "fd20:ce::254/128",  # Google
    )
)


def addresses_of(host: str, port: int, *, allow_private: bool = False) -> list[str]:
    """Return the IP addresses of a host, in the order to try them.

    Args:
        host: a name or an IP address.
        port: where it will be connected to.
        allow_private: whether addresses that are not on the public internet are fine too.

    Raises:
        ReadError: the host has no address, or one that is not public: then none of them is trusted. That
            of a cloud's metadata is refused always.

    >>> addresses_of("127.0.0.1", 80, allow_private=True)
    ['127.0.0.1']
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ReadError(f"no address is known for the host {host} ({reason})") from error
    addresses = list(dict.fromkeys(str(address[0]) for *_, address in found))
    if any(map(is_metadata, addresses)):
        raise ReadError(
            f"the host {host} is where a cloud gives its machines their secrets; it is never read"
        )
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
    ip = _parsed(address)
    if ip is None or (isinstance(ip, ipaddress.IPv6Address) and ip not in _GLOBAL_IPV6):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or _is_in(_NOT_PUBLIC, ip))


def is_metadata(address: str) -> bool:
    """Return whether an IP address is one at which a cloud answers its machines, or a tunnel to one.

    >>> [is_metadata(address) for address in ("169.254.169.254", "2002:a9fe:a9fe::", "10.0.0.1")]
    [True, True, False]
    """
    ip = _parsed(address)
    if isinstance(ip, ipaddress.IPv6Address):
        carried: list[_Address] = [ip, *_carried(ip)]
        return any(_is_in(_METADATA, each) for each in carried)
    return ip is not None and _is_in(_METADATA, ip)


def _carried(ip: ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    """Return the IPv4 addresses that a tunnel or a translator may find in an IPv6 one."""
    found = [*(ip.teredo or ())]
    if ip.sixtofour is not None:
        found.append(ip.sixtofour)
    if _is_in(_LAST_BITS, ip) or (int(ip) >> 32) & _ISATAP_MASK == _ISATAP:
        found.append(ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF))
    return found


def _parsed(address: str) -> _Address | None:
    """Return an address, the IPv4 one if it carries such; None if it is none."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return None
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return ip.ipv4_mapped
        if ip in _NAT64:
            return ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)
    return ip


def _is_in(networks: tuple[_Network, ...], ip: _Address) -> bool:
    return any(ip.version == network.version and ip in network for network in networks)
