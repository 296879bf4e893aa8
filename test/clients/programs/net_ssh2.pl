# Sends files by Net::SSH2, which is libssh2. Environment and arguments as in paramiko_client.py.
use strict;
use warnings;
use Fcntl;
use Net::SSH2;

my $ssh = Net::SSH2->new;
$ssh->connect($ENV{HOST}, $ENV{PORT}) or die 'connect: ' . $ssh->error;
my $in = 0;
$in = $ssh->auth_publickey($ENV{U}, "$ENV{KEY}.pub", $ENV{KEY}) if $ENV{KEY};
die 'the key was taken' if $in;
$ssh->auth_password($ENV{U}, $ENV{P}) or die 'sign-in: ' . $ssh->error;
my $sftp = $ssh->sftp or die 'sftp: ' . $ssh->error;
while (@ARGV) {
    my ($verb, $one, $other) = splice @ARGV, 0, 3;
    if ($verb eq 'rename') { $sftp->rename($one, $other) or die 'rename: ' . ($sftp->error)[1]; next }
    open my $local, '<:raw', $one or die $!;
    my $remote = $sftp->open($other, Fcntl::O_WRONLY() | Fcntl::O_CREAT() | Fcntl::O_TRUNC()) or die 'open: ' . ($sftp->error)[1];
    while (read $local, my $bytes, 32768) {
        while (length $bytes) {
            my $sent = $remote->write($bytes);
            die 'write: ' . $ssh->error unless defined $sent && $sent > 0;
            substr $bytes, 0, $sent, '';
        }
    }
    undef $remote;
}
$ssh->disconnect;
