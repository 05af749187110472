// TrackerSegments on Azure Functions (Flex Consumption): program, storage, secrets, and what watches over them.
// The identity of the program holds the only rights there are; no key of the storage account is used anywhere.
targetScope = 'resourceGroup'

@description('The name that all resources begin with: 3 to 11 small letters and digits.')
@minLength(3)
@maxLength(11)
param name string

@description('Where everything is.')
param location string = resourceGroup().location

@description('Who may call, as docs/access.md describes it: the whole document as one line of JSON.')
@secure()
param access string

@description('What the keys of the tenants\' secrets are encrypted with: 32 random bytes in Base64.')
@secure()
param secretKey string

@description('Further hosts that may be called, comma separated, for trackers of one\'s own.')
param allowedHosts string = ''

@description('The origins of the trackers\' pages, for browsers.')
param origins array = []

@description('How much memory an instance has.')
@allowed([2048, 4096])
param instanceMemoryMB int = 2048

@description('How many instances there are at most.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Who is told when something is wrong; an e-mail address.')
param alertEmail string

var suffix = uniqueString(resourceGroup().id)
var packages = 'packages'
var blobOwner = 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
var queueContributor = '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
var tableContributor = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
var secretsUser = '4633458b-17de-408a-b874-0445c86b69e6'
var metricsPublisher = '3913510d-42f4-4e42-8a64-420c390055eb'

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: '${name}${suffix}'
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_ZRS' }
  properties: {
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      deleteRetentionPolicy: { enabled: true, days: 7 }
    }

    resource container 'containers' = {
      name: packages
    }
  }

  resource queues 'queueServices' = {
    name: 'default'

    resource scopes 'queues' = {
      name: 'sync-scopes'
    }

    resource poison 'queues' = {
      name: 'sync-scopes-poison'
    }
  }

  resource tables 'tableServices' = {
    name: 'default'
  }
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: '${name}-${take(suffix, 10)}'
  location: location
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
  }

  resource key 'secrets' = {
    name: 'secret-key'
    properties: { value: secretKey }
  }

  resource callers 'secrets' = {
    name: 'access'
    properties: { value: access }
  }
}

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${name}-logs'
  location: location
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 30
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: '${name}-insights'
  location: location
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: logs.id
    DisableLocalAuth: true
  }
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: '${name}-plan'
  location: location
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: '${name}-${suffix}'
  location: location
  kind: 'functionapp,linux'
  identity: { type: 'SystemAssigned' }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    functionAppConfig: {
      runtime: { name: 'custom', version: '1.0' }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
      }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${storage.properties.primaryEndpoints.blob}${packages}'
          authentication: { type: 'SystemAssignedIdentity' }
        }
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      // The preflight of a browser never reaches the program.
      cors: { allowedOrigins: origins, supportCredentials: false }
      appSettings: [
        { name: 'AzureWebJobsStorage__accountName', value: storage.name }
        { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: insights.properties.ConnectionString }
        { name: 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING', value: 'Authorization=AAD' }
        { name: 'TRACKERSEGMENTS_STORAGE', value: storage.properties.primaryEndpoints.table }
        { name: 'TRACKERSEGMENTS_SECRET_KEY', value: '@Microsoft.KeyVault(SecretUri=${vault::key.properties.secretUri})' }
        { name: 'TRACKERSEGMENTS_ACCESS', value: '@Microsoft.KeyVault(SecretUri=${vault::callers.properties.secretUri})' }
        { name: 'TRACKERSEGMENTS_ALLOWED_HOSTS', value: allowedHosts }
      ]
    }
  }
}

var storageRoles = [blobOwner, queueContributor, tableContributor]

resource storageRights 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in storageRoles: {
  name: guid(storage.id, app.id, role)
  scope: storage
  properties: {
    principalId: app.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
  }
}]

resource vaultRights 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, app.id, secretsUser)
  scope: vault
  properties: {
    principalId: app.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
  }
}

resource insightsRights 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(insights.id, app.id, metricsPublisher)
  scope: insights
  properties: {
    principalId: app.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', metricsPublisher)
  }
}

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${name}-people'
  location: 'global'
  properties: {
    groupShortName: take(name, 12)
    enabled: true
    emailReceivers: [{ name: 'operator', emailAddress: alertEmail, useCommonAlertSchema: true }]
  }
}

resource failures 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${name}-failures'
  location: 'global'
  properties: {
    description: 'More than a few requests fail: see "Requests fail" in docs/runbook.md.'
    severity: 2
    enabled: true
    scopes: [insights.id]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'failed'
          metricName: 'requests/failed'
          operator: 'GreaterThan'
          threshold: 10
          timeAggregation: 'Count'
        }
      ]
    }
    actions: [{ actionGroupId: people.id }]
  }
}

resource waiting 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${name}-waiting'
  location: 'global'
  properties: {
    description: 'Messages pile up: see "Messages pile up" in docs/runbook.md.'
    severity: 2
    enabled: true
    scopes: ['${storage.id}/queueServices/default']
    evaluationFrequency: 'PT1H'
    windowSize: 'PT1H'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'messages'
          metricName: 'QueueMessageCount'
          operator: 'GreaterThan'
          threshold: 10000
          timeAggregation: 'Average'
        }
      ]
    }
    actions: [{ actionGroupId: people.id }]
  }
}

output address string = 'https://${app.properties.defaultHostName}'
output appName string = app.name
