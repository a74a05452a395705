using Microsoft.EntityFrameworkCore;
using MusicWeb.Core.Data;

namespace MusicWeb.Core.Accounts;

/// <summary>The tables of this room.</summary>
public static class AccountsSets
{
    extension(MusicDb db)
    {
        /// <summary>All workspaces.</summary>
        public DbSet<Workspace> Workspaces => db.Set<Workspace>();

        /// <summary>Who is where.</summary>
        public DbSet<Membership> Memberships => db.Set<Membership>();

        /// <summary>Open doors into workspaces.</summary>
        public DbSet<Invitation> Invitations => db.Set<Invitation>();

        /// <summary>What happened in workspaces.</summary>
        public DbSet<ActivityEvent> ActivityEvents => db.Set<ActivityEvent>();

        /// <summary>What people were told.</summary>
        public DbSet<Notice> Notices => db.Set<Notice>();

        /// <summary>How people want to be told.</summary>
        public DbSet<NoticeSettings> NoticeSettings => db.Set<NoticeSettings>();

        /// <summary>Who is signed in where.</summary>
        public DbSet<Session> Sessions => db.Set<Session>();

        /// <summary>Links by which somebody may open an account.</summary>
        public DbSet<SignUpLink> SignUpLinks => db.Set<SignUpLink>();

        /// <summary>Who changed what.</summary>
        public DbSet<AuditEvent> AuditEvents => db.Set<AuditEvent>();

        /// <summary>All API keys, revoked ones included.</summary>
        public DbSet<ApiKey> ApiKeys => db.Set<ApiKey>();

        /// <summary>Where keys were used from.</summary>
        public DbSet<ApiKeyAddress> ApiKeyAddresses => db.Set<ApiKeyAddress>();

        /// <summary>Things that happen once in an installation's life.</summary>
        public DbSet<Milestone> Milestones => db.Set<Milestone>();
    }
}
