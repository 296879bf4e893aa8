# Sends files by net-sftp. Environment and arguments as in paramiko_client.py.
require 'net/sftp'

options = { port: ENV['PORT'].to_i, password: ENV['P'], verify_host_key: :never, non_interactive: true, use_agent: false, config: false, timeout: 15,
            keys: [ENV['KEY']].compact, keys_only: true, auth_methods: ENV['KEY'] ? %w[none publickey password] : %w[none password] }
Net::SFTP.start(ENV['HOST'], ENV['U'], options) do |sftp|
  ARGV.each_slice(3) do |verb, one, other|
    verb == 'put' ? sftp.upload!(one, other) : sftp.rename!(one, other)
  end
end
