//! Well-known services by port (IANA's names as Debian writes them).

/// The port of a service's name, as rules may write it in place of a number.
pub fn port_of_service(service: &str) -> Option<u16> {
    SERVICES.iter().find(|(_, name)| *name == service).map(|(port, _)| *port)
}

#[rustfmt::skip]
static SERVICES: &[(u16, &str)] = &[
    (20, "ftp-data"), (21, "ftp"), (22, "ssh"), (23, "telnet"), (25, "smtp"), (53, "domain"),
    (67, "bootps"), (68, "bootpc"), (69, "tftp"), (79, "finger"), (80, "http"), (88, "kerberos"),
    (110, "pop3"), (111, "sunrpc"), (113, "auth"), (119, "nntp"), (123, "ntp"), (137, "netbios-ns"),
    (138, "netbios-dgm"), (139, "netbios-ssn"), (143, "imap2"), (161, "snmp"), (162, "snmp-trap"),
    (179, "bgp"), (194, "irc"), (389, "ldap"), (427, "svrloc"), (443, "https"), (445, "microsoft-ds"),
    (465, "submissions"), (514, "shell"), (515, "printer"), (543, "klogin"), (544, "kshell"),
    (546, "dhcpv6-client"), (547, "dhcpv6-server"), (548, "afpovertcp"), (554, "rtsp"),
    (587, "submission"), (623, "asf-rmcp"), (631, "ipp"), (636, "ldaps"), (853, "domain-s"),
    (873, "rsync"), (989, "ftps-data"), (990, "ftps"), (992, "telnets"), (993, "imaps"), (995, "pop3s"),
    (1080, "socks"), (1194, "openvpn"), (1433, "ms-sql-s"), (1521, "oracle"), (1812, "radius"),
    (1883, "mqtt"), (2049, "nfs"), (2086, "gnunet"), (2379, "etcd-client"), (2380, "etcd-server"),
    (3128, "squid"), (3306, "mysql"), (3389, "ms-wbt-server"), (4369, "epmd"), (5060, "sip"),
    (5061, "sip-tls"), (5222, "xmpp-client"), (5269, "xmpp-server"), (5353, "mdns"), (5432, "postgresql"),
    (5671, "amqps"), (5672, "amqp"), (5900, "rfb"), (6379, "redis"), (6443, "sun-sr-https"),
    (6667, "ircd"), (8080, "http-alt"), (8883, "secure-mqtt"), (9418, "git"), (10050, "zabbix-agent"),
    (11211, "memcached"), (27017, "mongodb"),
];
