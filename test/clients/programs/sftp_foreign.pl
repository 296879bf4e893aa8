# Sends files by Net::SFTP::Foreign, which runs OpenSSH. Environment and arguments as in paramiko_client.py.
use strict;
use warnings;
use Net::SFTP::Foreign;

my @more = ('-F', '/dev/null', '-o', 'StrictHostKeyChecking=no', '-o', 'UserKnownHostsFile=/dev/null', '-o', 'LogLevel=ERROR', '-o', 'IdentityAgent=none');
push @more, ('-o', 'PreferredAuthentications=publickey,password', '-o', 'IdentitiesOnly=yes', '-i', $ENV{KEY}) if $ENV{KEY};
push @more, ('-o', 'PubkeyAuthentication=no') unless $ENV{KEY};
my $sftp = Net::SFTP::Foreign->new(
    $ENV{HOST}, user => $ENV{U}, port => $ENV{PORT}, more => \@more,
    # What its own option password does, but for the order of the methods, which it fixes.
    ssh_cmd => ['sshpass', '-e', 'ssh'], ssh_cmd_interface => 'ssh', timeout => 30,
);
$sftp->die_on_error('connection failed');
while (@ARGV) {
    my ($verb, $one, $other) = splice @ARGV, 0, 3;
    if ($verb eq 'put') { $sftp->put($one, $other) or die 'put failed: ' . $sftp->error }
    else { $sftp->rename($one, $other, overwrite => 1) or die 'rename failed: ' . $sftp->error }
}
$sftp->disconnect;
